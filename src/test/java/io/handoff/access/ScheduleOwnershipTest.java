package io.handoff.access;

import static io.handoff.access.JwtMode.bearer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ownership of schedules. */
@QuarkusTest
@TestProfile(JwtMode.class)
class ScheduleOwnershipTest {

    private static final String UNKNOWN = "/schedules/01900000-0000-7000-8000-000000000000";

    @Test
    void shouldShowAScheduleToItsOwnerAndToWhoSeesAll() {
        String path = scheduleOf("alice");

        as("alice").get(path).then().statusCode(200).body("owner", equalTo("alice"));
        as("vera", "viewer").get(path).then().statusCode(200);
        as("adam", "admin").get(path).then().statusCode(200);
        Api.problem(403, as("bob").get(path));
        Api.problem(401, given().get(path));
    }

    @Test
    void shouldLetOwnersAndAdminsChangeASchedule() {
        String path = scheduleOf("alice");

        for (String call : List.of("/pause", "/resume", "/run")) {
            Api.problem(403, as("bob").post(path + call));
            Api.problem(403, as("vera", "viewer").post(path + call));
            int done = call.equals("/run") ? 202 : 200;
            as("alice").post(path + call).then().statusCode(done);
            as("adam", "admin").post(path + call).then().statusCode(done);
        }
        Api.problem(403, as("bob").delete(path));
        Api.problem(403, as("vera", "viewer").delete(path));
        as("adam", "admin").delete(path).then().statusCode(204);
    }

    @Test
    void shouldWriteDownWhatOperatorsDo() {
        String path = scheduleOf("alice");
        as("alice").post(path + "/pause").then().statusCode(200);

        as("adam", "admin").post(path + "/resume").then().statusCode(200);
        as("adam", "admin").post(path + "/run").then().statusCode(202);
        as("adam", "admin").delete(path).then().statusCode(204);

        as("vera", "viewer")
                .get("/channels/ops:audit/events?limit=500")
                .then()
                .body(
                        "events.findAll { it.data.target == '"
                                + path
                                + "' }.collect { it.from + ' ' + it.type }",
                        equalTo(
                                List.of(
                                        "adam schedule.resume",
                                        "adam schedule.run",
                                        "adam schedule.delete")));
    }

    @Test
    void shouldRunForTheOwnerWhoeverAsks() {
        String path = scheduleOf("alice");

        String task = as("adam", "admin").post(path + "/run").jsonPath().getString("task");

        as("alice").get(task).then().statusCode(200).body("owner", equalTo("alice"));
    }

    @Test
    void shouldNotTellWhichSchedulesThereAre() {
        Api.problem(403, as("bob").get(UNKNOWN));
        Api.problem(403, as("bob").delete(UNKNOWN));
        Api.problem(403, as("bob").post(UNKNOWN + "/pause"));
        Api.problem(404, as("adam", "admin").get(UNKNOWN));
        Api.problem(404, as("adam", "admin").delete(UNKNOWN));
    }

    @Test
    void shouldListOnesOwn() {
        scheduleOf("carol");
        scheduleOf("dave");

        as("carol").get("/schedules").then().body("schedules.owner", everyItem(equalTo("carol")));
        as("vera", "viewer")
                .get("/schedules")
                .then()
                .body("schedules.owner", hasItems("carol", "dave"));
    }

    @Test
    void shouldAskWhomACallerMayNotify() {
        String work = "{\"kind\":\"notify\",\"cron\":\"@daily\",\"payload\":{\"user\":\"bob\"}}";

        Api.problem(403, json("alice", work).post("/schedules"));
        json("bob", work).post("/schedules").then().statusCode(201);
    }

    private static String scheduleOf(String name) {
        return json(name, "{\"kind\":\"process\",\"cron\":\"@yearly\"}")
                .post("/schedules")
                .then()
                .statusCode(201)
                .extract()
                .path("schedule");
    }

    private static RequestSpecification json(String name, String body) {
        return as(name).contentType("application/json").body(body);
    }

    private static RequestSpecification as(String name, String... roles) {
        return given().header("Authorization", bearer(name, roles));
    }
}
