package io.handoff.audit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Api;
import io.handoff.live.LiveClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In open mode everybody is an admin, and so an operator. */
@QuarkusTest
class AuditTest {

    @TestHTTPResource("/")
    URL root;

    @Inject FailingAudit audit;

    private LiveClient client;

    @BeforeEach
    void listen() {
        client = LiveClient.open(root.getPort(), "");
        client.subscribe("ops:audit");
    }

    @AfterEach
    void leave() {
        audit.work();
        client.close();
    }

    @Test
    void shouldRecordTheActionsOfAnOperator() {
        String id = Api.task("{'kind':'poison'}");
        Api.end(id);

        change("retry", id).then().statusCode(202);
        Api.end(id);
        change("discard", id).then().statusCode(204);

        assertEntry("task.retry", id, client.stored(1).get(0));
        assertEntry("task.discard", id, client.stored(1).get(0));
        given().get("/tasks/" + id).then().statusCode(404);
    }

    @Test
    void shouldRecordActionsThatWereThenRefused() {
        String id = Api.task("{'kind':'process'}");
        Api.end(id);

        change("cancel", id).then().statusCode(409);
        change("retry", id).then().statusCode(409);
        change("cancel", "none").then().statusCode(404);

        assertEntry("task.cancel", id, client.stored(1).get(0));
        assertEntry("task.retry", id, client.stored(1).get(0));
    }

    /** The entry's own commit comes first: the end of the task is later than it. */
    @Test
    void shouldBeThereBeforeItIsDone() {
        String id = Api.task("{'kind':'process','delay':'1h'}");
        client.subscribe("task:" + id);

        change("cancel", id).then().statusCode(200);

        List<String> types =
                client.stored(3).stream().map(event -> event.get("type").asText()).toList();
        assertEquals(List.of("scheduled", "task.cancel", "cancelled"), types);
    }

    @Test
    void shouldNotDoWhatItCannotWrite() {
        String dead = Api.task("{'kind':'poison'}");
        Api.end(dead);
        String waiting = Api.task("{'kind':'process','delay':'1h'}");
        audit.fail();

        Api.problem(503, change("retry", dead));
        Api.problem(503, change("discard", dead));
        Api.problem(503, change("cancel", waiting));

        audit.work();
        assertEquals("dead", Api.find(dead).get("state"));
        assertEquals("scheduled", Api.find(waiting).get("state"));
        change("cancel", waiting).then().statusCode(200);
    }

    @Test
    void shouldWriteABulkDownBeforeItBegins() {
        String dead = Api.task("{'kind':'poison','payload':{'of':'bulk'}}");
        Api.end(dead);
        audit.fail();

        String bulk =
                Api.id(Api.json("{'action':'discard','state':'dead'}").post("/tasks/bulk?user=o"));
        client.subscribe("task:" + bulk);
        client.next(frame -> frame.at("/data/error").asText().contains("on purpose"));
        given().get("/tasks/" + dead).then().statusCode(200);

        audit.work();
        Api.end(bulk);
        given().get("/tasks/" + dead).then().statusCode(404);
        given().get("/channels/ops:audit/events?limit=500")
                .then()
                .body("events.findAll { it.type == 'tasks.bulk' }.from", hasItem("o"))
                .body("events.data.target", hasItem("/tasks/" + bulk));
    }

    @Test
    void shouldRecordChangesOfSchedules() {
        String path =
                Api.json("{'cron':'0 0 1 1 *','kind':'steps'}")
                        .post("/schedules?user=sue")
                        .then()
                        .statusCode(201)
                        .extract()
                        .header("Location");
        audit.fail();
        Api.problem(503, given().post(path + "/pause"));
        Api.problem(503, given().delete(path));
        audit.work();
        given().post(path + "/pause").then().statusCode(200);
        given().post(path + "/resume").then().statusCode(200);
        given().post(path + "/run").then().statusCode(202);
        given().delete(path).then().statusCode(204);

        List<JsonNode> entries = client.stored(4);
        assertEquals(
                List.of("schedule.pause", "schedule.resume", "schedule.run", "schedule.delete"),
                entries.stream().map(entry -> entry.get("type").asText()).toList());
        for (JsonNode entry : entries) {
            assertEquals(path, entry.at("/data/target").asText());
            assertEquals("sue", entry.at("/data/owner").asText());
            assertEquals("steps", entry.at("/data/kind").asText());
        }
    }

    private static Response change(String how, String id) {
        return how.equals("cancel")
                ? given().delete("/tasks/" + id)
                : given().post("/tasks/" + id + "/" + how);
    }

    private static void assertEntry(String type, String id, JsonNode entry) {
        assertEquals(type, entry.get("type").asText());
        assertEquals("guest", entry.get("from").asText());
        assertEquals("/tasks/" + id, entry.at("/data/target").asText());
        assertEquals("guest", entry.at("/data/owner").asText());
    }
}
