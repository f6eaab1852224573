package io.handoff.access;

import static io.handoff.access.JwtMode.bearer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Access to monitoring and to operations. */
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

    @Test
    void shouldLetOnlyAdminsChangeManyTasks() {
        String bulk = "{\"action\":\"retry\",\"kind\":\"none\"}";
        String task = "{\"kind\":\"bulk\",\"payload\":" + bulk + "}";
        for (String role : new String[] {"none", "viewer", "notifier"}) {
            as("mallory", role).body(bulk).post("/tasks/bulk").then().statusCode(403);
            as("mallory", role).body(task).post("/tasks").then().statusCode(403);
        }
        as("adam", "admin").body(bulk).post("/tasks/bulk").then().statusCode(202);
        as("adam", "admin").body(task).post("/tasks").then().statusCode(202);
    }

    @Test
    void shouldLetOwnersAndAdminsDiscardATask() {
        String task = cancelledTaskOf("dora");

        as("vera", "viewer").post(task + "/discard").then().statusCode(403);
        as("vera", "viewer").post(task + "/retry").then().statusCode(403);
        as("vera", "viewer").delete(task).then().statusCode(403);
        as("bob").post(task + "/discard").then().statusCode(403);
        as("dora").post(task + "/discard").then().statusCode(204);
        as("dora").post(task + "/discard").then().statusCode(403);
        as("adam", "admin").post(task + "/discard").then().statusCode(404);
        as("adam", "admin").post(cancelledTaskOf("dora") + "/discard").then().statusCode(204);
    }

    @Test
    void shouldWriteDownWhatOperatorsDoAndNotWhatOwnersDo() {
        String own = cancelledTaskOf("erna");
        String others = cancelledTaskOf("fred");
        as("erna").post(own + "/discard").then().statusCode(204);
        as("vera", "viewer").post(others + "/discard").then().statusCode(403);
        as("olaf", "admin").post(others + "/discard").then().statusCode(204);

        as("vera", "viewer")
                .get("/channels/ops:audit/events?limit=500")
                .then()
                .body("events.data.target", hasItem(others))
                .body("events.data.target", not(hasItem(own)))
                .body("events.find { it.from == 'olaf' }.type", equalTo("task.discard"))
                .body("events.find { it.from == 'olaf' }.data.owner", equalTo("fred"))
                .body("events.from", not(hasItem("vera")));
    }

    private static String cancelledTaskOf(String owner) {
        String task =
                as(owner)
                        .body("{\"kind\":\"process\",\"delay\":\"1h\"}")
                        .post("/tasks")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("task");
        as(owner).delete(task).then().statusCode(200);
        return task;
    }

    private static RequestSpecification as(String name, String... roles) {
        return given().header("Authorization", bearer(name, roles)).contentType("application/json");
    }
}
