package io.handoff.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.task.worker.Kind;
import io.handoff.task.worker.TaskRun;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Takes its time, says how far it is four times a second, and fails as often as it was told. */
@Singleton
public class DemoWorker {

    static final String KIND = "demo";

    private static final int STEPS_PER_SECOND = 4;

    /** Never opens: who waits for it waits, unless interrupted. */
    private final CountDownLatch never = new CountDownLatch(1);

    void on(@ObservesAsync @Kind(KIND) TaskRun run) throws InterruptedException {
        Demo demo = Demo.of(run.payload(ObjectNode.class));
        int steps = (int) Math.max(1, Math.ceil(demo.seconds() * STEPS_PER_SECOND));
        long nanos = (long) (demo.seconds() * TimeUnit.SECONDS.toNanos(1));
        int failing = failingStep(demo, steps);
        long start = System.nanoTime();
        for (int step = 1; step <= steps; step++) {
            run.progress(100 * (step - 1) / steps, "step " + step + " of " + steps);
            // By the time of the whole, so that being late does not add up.
            never.await(start + nanos / steps * step - System.nanoTime(), TimeUnit.NANOSECONDS);
            run.checkpoint();
            if (step == failing) {
                throw new Unlucky(demo.failureRate());
            }
        }
        run.result(Map.of("seconds", demo.seconds(), "message", demo.message()));
    }

    /** At which step this attempt fails; 0 if it doesn't. */
    private static int failingStep(Demo demo, int steps) {
        ThreadLocalRandom dice = ThreadLocalRandom.current();
        return dice.nextDouble() < demo.failureRate() ? dice.nextInt(1, steps + 1) : 0;
    }

    /** What was ordered. */
    private static final class Unlucky extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unlucky(double failureRate) {
            super("The dice said no (failure rate " + failureRate + ").");
        }
    }
}
