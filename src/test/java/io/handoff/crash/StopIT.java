package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: what runs gets its time, what is left goes back, and the process ends with 0. */
class StopIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;
    private HandoffProcess.Setup setup;
    private HandoffProcess service;

    @BeforeEach
    void start() {
        setup = HandoffProcess.in(folder.resolve("data")).keepingAllEvents();
        service = setup.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldEndAtOnceWhenThereIsNothingToDo() {
        // given
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
}
