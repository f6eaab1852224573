package io.handoff.access;

import static io.handoff.access.JwtMode.bearer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Who sees how the service does, and who does something about it. */
@QuarkusTest
@TestProfile(JwtMode.class)
class OperationsAccessTest {

    @Test
    void shouldShowTheMonitorToWhoSeesAll() {
        as("vera", "viewer").get("/monitor").then().statusCode(200);
        as("adam", "admin").get("/monitor").then().statusCode(200);
        as("alice").get("/monitor").then().statusCode(403);
        as("nora", "notifier").get("/monitor").then().statusCode(403);
        given().get("/monitor").then().statusCode(401);
    }

    @Test
    void shouldShowItsChannelsToWhoSeesAll() {
        for (String name : new String[] {"monitor", "audit"}) {
            String events = "/channels/ops:" + name + "/events";
            as("vera", "viewer").get(events).then().statusCode(200);
            as("adam", "admin").get(events).then().statusCode(200);
            as("alice").get(events).then().statusCode(403);
            as("alice").accept("text/event-stream").get(events).then().statusCode(403);
            given().get(events).then().statusCode(401);
            as("adam", "admin").body("{\"data\":1}").post(events).then().statusCode(403);
        }
        as("adam", "admin").get("/channels/ops:other/events").then().statusCode(400);
    }

    @Test
    void shouldCountWhatOneSees() {
        as("carla").body("{\"a\":1}").post("/process").then().statusCode(202);
        as("carla").body("{\"a\":1}").post("/process").then().statusCode(202);

        as("carla").get("/tasks/count").then().body("count", equalTo(2));
        as("otto").get("/tasks/count").then().body("count", equalTo(0));
    }

    private static RequestSpecification as(String name, String... roles) {
        return given().header("Authorization", bearer(name, roles)).contentType("application/json");
    }
}
