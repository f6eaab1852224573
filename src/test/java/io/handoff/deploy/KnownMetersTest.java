package io.handoff.deploy;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An alert on a meter that nobody feeds would never ring. */
@QuarkusTest
class KnownMetersTest {

    @Test
    void shouldTellEveryMeterThatManifestsRelyOn() {
        Api.end(Api.task("{'kind':'poison'}"));

        String told = given().get("/q/metrics").then().statusCode(200).extract().asString();

        KnownMeters.OURS.forEach(
                (name, labels) ->
                        assertTrue(
                                told.lines().anyMatch(line -> isOf(line, name, labels)),
                                name + " with " + labels + " is not in\n" + told));
        assertTrue(
                told.lines()
                        .anyMatch(
                                line ->
                                        line.startsWith("handoff_tasks_finished_total")
                                                && line.contains("outcome=\"dead\"")));
        assertTrue(told.contains("enforced=\"true\""));
    }

    private static boolean isOf(String line, String name, Set<String> labels) {
        return (line.startsWith(name + "{") || line.startsWith(name + " "))
                && labels.stream().allMatch(label -> line.contains(label + "=\""));
    }
}
