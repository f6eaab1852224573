package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: what runs gets its time, what is left goes back, and the process ends with 0. */
@Tag("full")
class StopIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;
    private HandoffProcess.Setup setup;
    private HandoffProcess service;

    @BeforeEach
    void prepare() {
        setup = HandoffProcess.in(folder.resolve("data")).keepingAllEvents();
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void shouldEndAtOnceWhenThereIsNothingToDo() {
        // given
        service = setup.start();
        assertTrue(service.api().ready());
        // when
        long begin = System.nanoTime();
        int exitCode = service.terminate().awaitExit(LIMIT);
        // then
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        System.out.printf("SIGTERM, nothing to do: exit %d after %d ms%n", exitCode, millis);
        assertEquals(0, exitCode, service.log());
        assertTrue(service.log().contains("handoff stopped in"), service.log());
        assertTrue(millis < 8_000, "It took " + millis + " ms (two seconds, on an idle machine)");
    }

    @Test
    void shouldLoseNothingWhenStoppedUnderLoad() throws IOException {
        // given
        service = setup.start();
        Promises promises = new Promises();
        try (Callers callers = new Callers(promises)) {
            Callers.Load load = callers.load(service.api(), 1);
            Api.awaitTrue("load", LIMIT, () -> promises.all().size() > 500);
            // when
            int exitCode = service.terminate().awaitExit(LIMIT);
            load.awaitOver();
            // then
            assertEquals(0, exitCode, service.log());
        }
        service = setup.start();
        service.api().awaitQuiet();
        Aftermath aftermath = Aftermath.of(promises, service.api(), setup.dataDir());
        System.out.printf("SIGTERM under load: %s%n", aftermath.figures());
        assertEquals(List.of(), aftermath.faults());
        assertEquals(0, aftermath.crashedTooOften());
    }

    @Test
    void shouldGiveRunningTasksTheirTimeWhileItIsNotReadyAnyMore() throws Exception {
        // given
        HeldLog log = HeldLog.in(setup.dataDir());
        service = setup.start();
        String running = handIn(1);
        // when
        service.terminate();
        // then
        Api.awaitTrue("not ready", LIMIT, () -> !service.api().ready());
        assertEquals("running", state(running));
        String late = handIn(2);
        assertEquals("queued", state(late), "Accepted, but not started any more");
        assertTrue(service.alive());
        // when
        String line = log.release();
        // then
        assertTrue(line.contains(running), line);
        assertEquals(0, service.awaitExit(LIMIT), service.log());
        // and
        log.remove();
        service = setup.start();
        assertEquals("succeeded", service.api().awaitEnd(late));
        assertEquals("succeeded", state(running));
        assertEquals(1, attempts(running).size(), "It was not done again");
    }

    @Test
    void shouldHandBackUnpunishedWhatTakesTooLong() throws Exception {
        // given
        HeldLog log = HeldLog.in(setup.dataDir());
        service = setup.with("HANDOFF_DRAIN_TASKS", "1s").start();
        String held = handIn(1);
        // when
        int exitCode = service.terminate().awaitExit(LIMIT);
        // then
        assertEquals(0, exitCode, service.log());
        // and
        log.remove();
        service = setup.start();
        assertEquals("succeeded", service.api().awaitEnd(held));
        assertEquals(2, attempts(held).size());
        assertEquals("the server is stopping", attempts(held).get(0).get("error").asText());
    }

    private String handIn(int n) {
        HttpResponse<String> answer = service.api().post("/process", "{\"n\":" + n + "}");
        assertEquals(202, answer.statusCode(), answer.body());
        return Api.parse(answer.body()).get("id").asText();
    }

    private String state(String id) {
        return service.api().json("/tasks/" + id).get("state").asText();
    }

    private JsonNode attempts(String id) {
        return service.api().json("/tasks/" + id).get("attempts");
    }
}
