package io.handoff.access;

import static io.handoff.access.JwtMode.bearer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Access of authenticated callers to tasks, channels and inboxes. */
@QuarkusTest
@TestProfile(JwtMode.class)
class OwnershipTest {

    private static final String UNKNOWN = "/tasks/01900000-0000-7000-8000-000000000000";

    @Test
    void shouldShowATaskToItsOwnerAndToWhoSeesAll() {
        String task = taskOf("alice");

        as("alice").get(task).then().statusCode(200).body("owner", equalTo("alice"));
        as("vera", "viewer").get(task).then().statusCode(200);
        as("adam", "admin").get(task).then().statusCode(200);
        assertForbidden(as("bob").get(task).then());
        assertForbidden(as("bob").get(task + "?wait=10").then());
        assertForbidden(as("nora", "notifier").get(task).then());
    }

    @Test
    void shouldNotTellWhichTasksThereAre() {
        assertForbidden(as("bob").get(UNKNOWN).then());
        assertForbidden(as("bob").delete(UNKNOWN).then());
        assertForbidden(as("bob").post(UNKNOWN + "/retry").then());
        as("adam", "admin").get(UNKNOWN).then().statusCode(404);
        as("adam", "admin").delete(UNKNOWN).then().statusCode(404);
    }

    @Test
    void shouldLetOwnersAndAdminsChangeATask() {
        String task = delayedTaskOf("alice");

        assertForbidden(as("bob").delete(task).then());
        assertForbidden(as("vera", "viewer").delete(task).then());
        assertForbidden(as("bob").post(task + "/retry").then());
        as("alice").delete(task).then().statusCode(200).body("state", equalTo("cancelled"));
        as("alice").post(task + "/retry").then().statusCode(409);
        as("adam", "admin").delete(delayedTaskOf("alice")).then().statusCode(200);
    }

    @Test
    void shouldListOnesOwnTasks() {
        taskOf("carol");
        taskOf("dave");

        as("carol").get("/tasks").then().body("tasks.owner", everyItem(equalTo("carol")));
        as("carol")
                .get("/tasks?kind=process&state=dead")
                .then()
                .statusCode(200)
                .body("tasks.owner", not(hasItem("dave")));
        as("vera", "viewer").get("/tasks").then().body("tasks.owner", hasItems("carol", "dave"));
    }

    @Test
    void shouldPageThroughOnesOwnTasks() {
        taskOf("erin");
        taskOf("frank");
        taskOf("erin");

        String next = as("erin").get("/tasks?limit=1").then().extract().path("next");
        as("erin")
                .get(next)
                .then()
                .statusCode(200)
                .body("tasks.owner", equalTo(java.util.List.of("erin")));
    }

    @Test
    void shouldKeepChannelsToWhomTheyConcern() {
        String task = taskOf("alice");
        String events = "/channels/task:" + task.substring("/tasks/".length()) + "/events";

        as("alice").get(events).then().statusCode(200);
        as("vera", "viewer").get(events).then().statusCode(200);
        assertForbidden(as("bob").get(events).then());
        assertForbidden(as("bob").get("/channels/task:none/events").then());
        as("alice").get("/channels/user:alice/events").then().statusCode(200);
        as("adam", "admin").get("/channels/user:alice/events").then().statusCode(200);
        assertForbidden(as("bob").get("/channels/user:alice/events").then());
    }

    @Test
    void shouldLetNotifiersNotifyOthers() {
        as("alice").post("/notify/alice").then().statusCode(202);
        assertForbidden(as("alice").post("/notify/bob").then());
        assertForbidden(as("vera", "viewer").post("/notify/bob").then());
        as("nora", "notifier").post("/notify/bob").then().statusCode(202);
        as("adam", "admin").post("/notify/bob").then().statusCode(202);
    }

    @Test
    void shouldAskTheSameOfNotificationsThatComeAsTasks() {
        String task = "{\"kind\":\"notify\",\"payload\":{\"user\":\"%s\"}}";

        assertForbidden(json("alice", task.formatted("bob")).post("/tasks").then());
        json("alice", task.formatted("alice")).post("/tasks").then().statusCode(202);
        json("alice", task.formatted("a/b")).post("/tasks").then().statusCode(400);
        json("alice", "{\"kind\":\"notify\"}").post("/tasks").then().statusCode(400);
    }

    @Test
    void shouldKeepRepeatsOfDifferentCallersApart() {
        String key = "the-same-key";
        String first = repeat("gina", key);
        org.junit.jupiter.api.Assertions.assertEquals(first, repeat("gina", key));
        org.junit.jupiter.api.Assertions.assertNotEquals(first, repeat("hugo", key));
    }

    private static String repeat(String name, String key) {
        return json(name, "{}")
                .header("Idempotency-Key", key)
                .post("/process")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
    }

    private static void assertForbidden(ValidatableResponse response) {
        response.statusCode(403)
                .contentType("application/problem+json")
                .body("title", equalTo("Forbidden"));
    }

    private static String taskOf(String name) {
        return path(json(name, "{}").post("/process").then());
    }

    private static String delayedTaskOf(String name) {
        return path(json(name, "{\"kind\":\"process\",\"delay\":\"1h\"}").post("/tasks").then());
    }

    private static String path(ValidatableResponse accepted) {
        String location = accepted.statusCode(202).extract().header("Location");
        return location.substring(location.indexOf("/tasks/"));
    }

    private static RequestSpecification json(String name, String body) {
        return as(name).contentType("application/json").body(body);
    }

    private static RequestSpecification as(String name, String... roles) {
        return given().header("Authorization", bearer(name, roles));
    }
}
