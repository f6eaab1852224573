package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import io.handoff.task.StoreClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReplicaClockTest {

    private final Postgres postgres = Postgres.fresh();

    /** Tasks and schedules go by it, so a replica that is years ahead moves no time of others. */
    @Test
    void shouldShowTheTimeOfTheDatabaseHoweverWrongTheReplicaIs() {
        SettableClock wrong = new SettableClock();
        wrong.forward(Duration.ofDays(4_000));
        try (PostgresStore store = postgres.open()) {
            StoreClock clock = new StoreClock(store, wrong, System::nanoTime);
            clock.read();

            long before = database();
            long shown = clock.millis();
            long after = database();

            long tolerance = TimeUnit.SECONDS.toMillis(1);
            assertTrue(
                    shown >= before - tolerance && shown <= after + tolerance,
                    before + " <= " + shown + " <= " + after);
        }
    }

    private long database() {
        return Long.parseLong(
                postgres.ask("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
    }
}
