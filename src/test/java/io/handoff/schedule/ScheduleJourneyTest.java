package io.handoff.schedule;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Api;
import io.handoff.Eventually;
import io.handoff.Stages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScheduleJourneyTest {

    private static final String WORK =
            "{'name':'Reports','cron':'30 8 * * MON-FRI','zone':'Europe/Berlin','kind':'process',"
                    + "'payload':{'a':1.10},'priority':5,'maxAttempts':3,'timeout':'5m'}";

    @Inject ScheduleStore store;

    @Test
    void shouldMakeASchedule() {
        String path =
                Api.json(WORK)
                        .post("/schedules/?user=alice")
                        .then()
                        .statusCode(201)
                        .header("Location", containsString("/schedules/"))
                        .body("name", equalTo("Reports"))
                        .body("cron", equalTo("30 8 * * MON-FRI"))
                        .body("zone", equalTo("Europe/Berlin"))
                        .body("kind", equalTo("process"))
                        .body("payload.a", equalTo(1.1f))
                        .body("priority", equalTo(5))
                        .body("maxAttempts", equalTo(3))
                        .body("timeoutMillis", equalTo(300_000))
                        .body("state", equalTo("active"))
                        .body("owner", equalTo("alice"))
                        .body("nextRunAt", endsWith(":30:00Z"))
                        .body("$", not(hasKey("lastTask")))
                        .body("$", not(hasKey("error")))
                        .body("schedule", startsWith("/schedules/"))
                        .extract()
                        .path("schedule");

        JsonPath found = given().get(path + "/?user=alice").jsonPath();
        assertEquals("Reports", found.getString("name"));
        assertTrue(Instant.parse(found.getString("nextRunAt")).isAfter(Instant.now()));
    }

    @Test
    void shouldDoWithoutWhatMayBeLeftOut() {
        Api.json("{'cron':'@daily','kind':'process'}")
                .post("/schedules")
                .then()
                .statusCode(201)
                .body("zone", equalTo("UTC"))
                .body("nextRunAt", endsWith("T00:00:00Z"))
                .body("payload.size()", equalTo(0))
                .body("$", not(hasKey("name")))
                .body("$", not(hasKey("maxAttempts")))
                .body("$", not(hasKey("timeoutMillis")));
    }

    @Test
    void shouldFireWhatIsDueWithinSeconds() throws TimeoutException {
        Schedule due =
                add(ASchedule.at(Instant.now().toEpochMilli() - 7_200_000).payload("{\"n\":1}"));

        Eventually.equal(true, () -> find(due).getString("lastTask") != null);

        JsonPath after = find(due);
        JsonPath task = Api.end(after.getString("lastTask").substring("/tasks/".length()));
        assertEquals("succeeded", task.getString("state"));
        assertEquals(1, task.getInt("payload.n"));
        assertTrue(Instant.parse(after.getString("nextRunAt")).isAfter(Instant.now()));
        String metrics = given().get("/q/metrics").asString();
        for (String meter : List.of("fired_total", "missed_total", "late_seconds_count")) {
            assertTrue(metrics.contains("handoff_schedules_" + meter), meter);
        }
    }

    @Test
    void shouldPauseAndResume() {
        String path = made("@hourly");

        for (int i = 0; i < 2; i++) {
            given().post(path + "/pause")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("paused"))
                    .body("$", not(hasKey("nextRunAt")));
        }
        for (int i = 0; i < 2; i++) {
            given().post(path + "/resume/")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("active"))
                    .body("nextRunAt", endsWith(":00:00Z"));
        }
    }

    @Test
    void shouldRunNowWithoutMovingItsTime() {
        String path = made("@yearly");
        given().post(path + "/pause");

        String first = Api.id(given().header("Idempotency-Key", path).post(path + "/run"));
        String again = Api.id(given().header("Idempotency-Key", path).post(path + "/run"));
        String other = Api.id(given().post(path + "/run"));

        assertEquals(first, again);
        assertNotEquals(first, other);
        assertEquals("succeeded", Api.end(first).getString("state"));
        given().get(path)
                .then()
                .body("state", equalTo("paused"))
                .body("$", not(hasKey("lastTask")));
    }

    @Test
    void shouldDelete() {
        String path = made("@yearly");

        given().delete(path).then().statusCode(204);

        Api.problem(404, given().get(path));
        Api.problem(404, given().delete(path));
        Api.problem(404, given().post(path + "/pause"));
        Api.problem(404, given().post(path + "/resume"));
        Api.problem(404, given().post(path + "/run"));
    }

    @Test
    void shouldListNewestFirstPageByPage() {
        String first = made("@yearly");
        String second = made("@yearly");
        String third = made("@yearly");

        JsonPath page = given().get("/schedules?limit=2").jsonPath();
        assertEquals(List.of(third, second), page.getList("schedules.schedule"));
        JsonPath next = given().get(page.getString("next")).jsonPath();
        assertEquals(first, next.getString("schedules[0].schedule"));
    }

    @Test
    void shouldSayWhyNothingComes() {
        Schedule gone = add(ASchedule.at(1).kind("gone"));

        assertTrue(find(gone).getString("error").contains("'gone'"));
        Stages.value(store.delete(gone.id()));
    }

    private JsonPath find(Schedule schedule) {
        return given().get("/schedules/" + schedule.id()).jsonPath();
    }

    private Schedule add(ASchedule schedule) {
        Schedule built = schedule.build();
        Stages.value(store.add(built, 1_000, 1_000));
        return built;
    }

    private static String made(String cron) {
        return Api.json("{'kind':'process','cron':'" + cron + "'}")
                .post("/schedules")
                .then()
                .statusCode(201)
                .extract()
                .path("schedule");
    }
}
