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

/** Waits, reports progress four times a second, and fails at the requested rate. */
@Singleton
public class DemoWorker {

    static final String KIND = "demo";

    private static final int STEPS_PER_SECOND = 4;

    /** Never opens: to wait for it is to wait until interrupted or out of time. */
    private final CountDownLatch never = new CountDownLatch(1);

    void on(@ObservesAsync @Kind(KIND) TaskRun run) throws InterruptedException {
        Demo demo = Demo.of(run.payload(ObjectNode.class));
        int steps = (int) Math.max(1, Math.ceil(demo.seconds() * STEPS_PER_SECOND));
        long nanos = (long) (demo.seconds() * TimeUnit.SECONDS.toNanos(1));
        int failing = failingStep(demo, steps);
        long start = System.nanoTime();
        for (int step = 1; step <= steps; step++) {
            run.progress(100 * (step - 1) / steps, "step " + step + " of " + steps);
            // Measured from the start, so that delays do not add up.
            never.await(start + nanos / steps * step - System.nanoTime(), TimeUnit.NANOSECONDS);
            run.checkpoint();
            if (step == failing) {
                throw new SimulatedFailure(demo.failureRate());
            }
        }
        run.result(Map.of("seconds", demo.seconds(), "message", demo.message()));
    }

    /** The step at which this attempt fails; 0 for none. */
    private static int failingStep(Demo demo, int steps) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextDouble() < demo.failureRate() ? random.nextInt(1, steps + 1) : 0;
    }

    /** The failure that the payload asked for. */
    private static final class SimulatedFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SimulatedFailure(double failureRate) {
            super("Simulated failure (failure rate " + failureRate + ").");
        }
    }
}
