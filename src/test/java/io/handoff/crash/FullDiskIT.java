package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.crash.Promises.Promise;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk: no 202 that is not true, and everything goes on once there is space again. */
@Tag("full")
class FullDiskIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path mountPoint;
    private final Promises promises = new Promises();
    private SmallDisk disk;
    private HandoffProcess service;

    @BeforeEach
    void start() throws IOException {
        disk = SmallDisk.writable(mountPoint);
        boolean available = disk.available();
        if (!available) {
            System.out.println("FullDiskIT is skipped: no user namespaces to mount a disk in.");
        }
        assumeTrue(available, "No user namespaces to mount a disk in");
        service =
                HandoffProcess.in(mountPoint.resolve("data"))
                        .keepingAllEvents()
                        .wrappedIn(disk.wrapper())
                        .start();
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void shouldRefuseWhileTheDiskIsFullAndGoOnAfterwards() throws IOException {
        // given
        Api api = service.api();
        for (int i = 0; i < 20; i++) {
            assertEquals(202, handIn().statusCode());
        }
        // when
        List<HttpResponse<String>> refusals = new ArrayList<>();
        Api.awaitTrue("full", LIMIT, () -> fillAndHandIn(refusals));
        // then
        for (HttpResponse<String> refusal : refusals) {
            assertProblem(refusal);
        }
        assertFalse(api.ready(), "It is not ready while it can't store anything");
        assertEquals(200, api.get("/q/health/live").statusCode());
        assertEquals(200, api.get("/tasks").statusCode(), "Reading goes on");
        // when
        disk.free(service);
        // then
        Api.awaitTrue("ready again", LIMIT, api::ready);
        for (int i = 0; i < 20; i++) {
            assertEquals(202, handIn().statusCode());
        }
        api.awaitQuiet();
        assertKept();
    }

    @Test
    void shouldFinishWhatWasUnderWayWhenTheDiskFilledUp() throws IOException {
        try (Callers callers = new Callers(promises)) {
            // given
            Callers.Load load = callers.load(service.api(), 1);
            Api.awaitTrue("load", LIMIT, () -> promises.all().size() > 100);
            // when
            Api.awaitTrue("full", LIMIT, this::fillAndSeeRefusals);
            disk.free(service);
            // then
            int before = promises.all().size();
            Api.awaitTrue("accepting again", LIMIT, () -> promises.all().size() > before + 100);
            callers.stop();
            load.awaitOver();
        }
        service.api().awaitQuiet();
        assertKept();
    }

    private boolean fillAndSeeRefusals() {
        disk.fill(service);
        return promises.refusals() > 100;
    }

    private void assertKept() throws IOException {
        Aftermath aftermath =
                Aftermath.of(promises, service.api(), disk.seenBy(service).resolve("data"));
        System.out.printf("Full disk: %d refused; %s%n", promises.refusals(), aftermath.figures());
        assertEquals(List.of(), aftermath.faults());
    }

    /** Until a few in a row are refused: what was free within files is used up by then. */
    private boolean fillAndHandIn(List<HttpResponse<String>> refusals) {
        disk.fill(service);
        int refusedInARow = 0;
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> answer = handIn();
            refusedInARow = answer.statusCode() == 202 ? 0 : refusedInARow + 1;
            if (answer.statusCode() != 202) {
                refusals.add(answer);
            }
        }
        return refusedInARow == 10;
    }

    private HttpResponse<String> handIn() {
        long n = promises.nextNumber();
        boolean notification = n % 2 == 0;
        HttpResponse<String> answer =
                notification
                        ? service.api()
                                .post("/notify/" + Callers.user(0), "{\"data\":{\"n\":" + n + "}}")
                        : service.api()
                                .post("/process?user=" + Callers.user(0), "{\"n\":" + n + "}");
        if (answer.statusCode() == 202) {
            String id = Api.parse(answer.body()).get("id").asText();
            promises.accepted(id, new Promise(n, 1, notification));
        } else {
            promises.refused();
        }
        return answer;
    }

    private static void assertProblem(HttpResponse<String> refusal) {
        assertEquals(503, refusal.statusCode(), refusal.body());
        assertEquals(
                "application/problem+json",
                refusal.headers().firstValue("Content-Type").orElse("").split(";")[0]);
        assertTrue(refusal.headers().firstValue("Retry-After").isPresent(), "Retry-After");
        JsonNode problem = Api.parse(refusal.body());
        assertEquals(503, problem.get("status").asInt());
        assertTrue(problem.get("detail").asText().contains("full"), refusal.body());
    }
}
