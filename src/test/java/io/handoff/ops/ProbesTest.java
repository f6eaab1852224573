package io.handoff.ops;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProbesTest {

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void shouldBeUp(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void shouldTellTheLoadBesideReadiness() {
        given().get("/q/health/ready")
                .then()
                .body("checks.name", hasItems("store", "draining", "capacity", "bus"))
                .body("checks.find { it.name == 'bus' }.data.state", equalTo("fine"))
                .body("checks.find { it.name == 'bus' }.data.kind", equalTo("local"))
                .body("checks.find { it.name == 'capacity' }.data.slots", equalTo(64))
                .body("checks.find { it.name == 'capacity' }.data.queueLimit", equalTo(1_000_000));
    }

    @Test
    void shouldMeasureTasks() {
        Api.end(Api.id(Api.json("{}").post("/process")));
        Api.end(Api.task("{'kind':'poison'}"));

        String metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();

        for (String name :
                new String[] {
                    "handoff_tasks_accepted_total{kind=\"process\"",
                    "handoff_tasks_finished_total{kind=\"process\",outcome=\"succeeded\"",
                    "handoff_tasks_finished_total{kind=\"poison\",outcome=\"dead\"",
                    "handoff_tasks_running",
                    "handoff_tasks_queued",
                    "handoff_tasks_scheduled",
                    "handoff_tasks_slots",
                    "handoff_tasks_queue_limit",
                    "handoff_tasks_oldest_waiting_age_seconds",
                    "handoff_tasks_duration_seconds",
                    "handoff_tasks_accept_to_commit_seconds",
                    "handoff_store_commit_size",
                    "handoff_store_commit_wait_seconds",
                    "handoff_store_writes_queued",
                    "handoff_bus_lag_seconds",
                    "handoff_bus_connected",
                    "handoff_bus_dropped_total",
                    "handoff_live_channels",
                    "handoff_live_subscriptions",
                    "handoff_live_waiters",
                    "handoff_live_streams",
                    "handoff_live_ephemeral_dropped_total",
                    "handoff_sockets_open{socket=\"live\"",
                    "handoff_sockets_unsent_bytes{socket=\"echo\"",
                    "handoff_limits_reached_total{enforced=\"true\",limit=\"unsent\""
                }) {
            assertTrue(metrics.contains(name), name);
        }
    }

    @Test
    void shouldDescribeItself() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("openapi", containsString("3."))
                .body("paths.'/process'.post", notNullValue())
                .body("paths.'/notify/{user_id}'.post", notNullValue())
                .body("paths.'/tasks'.post", notNullValue())
                .body("paths.'/tasks/{id}'.get", notNullValue())
                .body("paths.'/channels/{channel}/events'.get", notNullValue());
    }
}
