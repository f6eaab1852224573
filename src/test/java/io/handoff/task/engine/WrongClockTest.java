package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.event.Ids;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock was a day ahead for a while, and is right again. */
class WrongClockTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path directory;

    @Test
    void shouldNotKeepARetryWaitingForTheWrongTime() {
        AtomicInteger runs = new AtomicInteger();
        FakeWorkers flaky =
                new FakeWorkers()
                        .with(
                                "flaky",
                                run -> {
                                    if (runs.incrementAndGet() == 1) {
                                        throw new IllegalStateException("This failure is wanted");
                                    }
                                });
        try (EngineFixture engine = new EngineFixture(directory, flaky)) {
            engine.setClock(DAY);
            String id = engine.accept("flaky");
            assertEquals(TaskState.SCHEDULED, engine.settled().state());

            engine.setClock(DAY.negated());

            Task end = engine.end(id);
            assertEquals(TaskState.SUCCEEDED, end.state());
            assertEquals(2, end.attempts().number());
        }
    }

    /** Its back-off is what it should be, and so is a time that a caller asked for. */
    @Test
    void shouldLetOthersWait() {
        FakeWorkers workers =
                new FakeWorkers()
                        .with("fine", run -> {})
                        .with(
                                "flaky",
                                run -> {
                                    throw new IllegalStateException("This failure is wanted");
                                });
        try (EngineFixture engine = new EngineFixture(directory, workers)) {
            long inTwoDays = engine.clock.millis() + 2 * DAY.toMillis();
            String delayed = engine.accept(engine.wanted("fine", 0, inTwoDays));
            engine.setClock(DAY);
            String retry = engine.accept("flaky");
            engine.settled();
            // when the retry is corrected, it fails again
            engine.setClock(DAY.negated());
            Task again = engine.settled();
            // then
            assertEquals(retry, again.id());
            assertEquals(TaskState.SCHEDULED, again.state());
            long wait = again.times().runAt() - engine.clock.millis();
            assertTrue(wait > 0 && wait <= 3_000, "waits " + wait + " ms");
            assertEquals(TaskState.SCHEDULED, engine.find(delayed).state());
            assertEquals(inTwoDays, engine.find(delayed).times().runAt());
        }
    }

    @Test
    void shouldMakeIdsAboveThoseOfTheStore() {
        FakeWorkers workers = new FakeWorkers().with("fine", run -> {});
        String ahead;
        try (EngineFixture engine = new EngineFixture(directory, workers)) {
            engine.setClock(DAY);
            ahead = engine.accept("fine");
            engine.end(ahead);
        }

        try (EngineFixture engine = new EngineFixture(Sqlite.open(directory), workers)) {
            assertTrue(new Ids(engine.clock).next().compareTo(ahead) < 0, "the clock is right");
            engine.parts.join();

            String next = engine.accept("fine");

            assertTrue(next.compareTo(ahead) > 0, next + " after " + ahead);
            engine.end(next);
        }
    }
}
