package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: what was answered with 202 is done, and told, although the process is killed at any
 * moment. Once in each build and ten times with {@code -Pfull}; {@code -Dcrash.rounds=200} for the
 * long run; {@code -Dcrash.seed=…} for the same moments again. It can't cut the power: that a
 * commit is flushed rests on SQLite's settings, which the store reads back at each start.
 */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 1);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    private final Random moments = new Random(SEED);
    private final Promises promises = new Promises();
    private final Callers callers = new Callers(promises);

    @TempDir Path dataDir;
    private HandoffProcess.Setup setup;
    private HandoffProcess running;

    @AfterEach
    void stop() {
        callers.close();
        if (running != null) {
            running.close();
        }
    }

    @Test
    void shouldDoWhatWasAcceptedWhenKilledAtAnyMoment() throws IOException {
        // given
        setup = HandoffProcess.in(dataDir.resolve("data")).keepingAllEvents();
        // when
        long begin = System.nanoTime();
        for (int round = 1; round <= ROUNDS; round++) {
            if (round % 5 == 4) {
                killWhileItStarts();
            }
            killUnderLoad(round);
        }
        running = setup.start();
        running.api().awaitQuiet();
        // then
        Aftermath aftermath = Aftermath.of(promises, running.api(), setup.dataDir());
        System.out.printf(
                "kill -9, %d rounds in %d s (seed %d): %s%n",
                ROUNDS,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
                SEED,
                aftermath.figures());
        assertEquals(List.of(), aftermath.faults());
        assertTrue(promises.all().size() >= ROUNDS, "Nothing was accepted");
    }

    private void killUnderLoad(int round) {
        running = setup.start();
        Callers.Load load = callers.load(running.api(), round);
        load.awaitAccepted();
        Api.pass(Duration.ofMillis(moments.nextInt(1500)));
        running.kill();
        load.awaitOver();
    }

    /** While it opens the store, takes up what was left, or runs it again. */
    private void killWhileItStarts() {
        running = setup.launch();
        Api.pass(Duration.ofMillis(500 + moments.nextInt(2000)));
        running.kill();
    }
}
