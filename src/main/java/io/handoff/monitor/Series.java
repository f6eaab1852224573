package io.handoff.monitor;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The last quarter of an hour of all replicas together, in steps of five seconds. Thread-safe. */
final class Series {

    static final long STEP_MILLIS = 5_000;
    static final int STEPS = 180;

    /**
     * @param at its start, epoch milliseconds; the newest step is still in progress
     * @param waiting queued and scheduled tasks at its end
     * @param running busy slots at its end
     */
    @Schema(name = "Step")
    public record Step(
            long at,
            long accepted,
            long succeeded,
            long retried,
            long dead,
            long waiting,
            long running) {

        private static Step begin(long at) {
            return new Step(at, 0, 0, 0, 0, 0, 0);
        }

        private Step plus(Sample sample, long running) {
            return new Step(
                    at,
                    accepted + sample.accepted(),
                    succeeded + sample.succeeded(),
                    retried + sample.retried(),
                    dead + sample.dead(),
                    sample.queued() + sample.scheduled(),
                    running);
        }
    }

    private final Step[] ring = new Step[STEPS];

    /**
     * @param now when the sample arrived, epoch milliseconds
     * @param running busy slots on all replicas
     */
    synchronized void add(Sample sample, long running, long now) {
        long at = now - Math.floorMod(now, STEP_MILLIS);
        int place = (int) (at / STEP_MILLIS % STEPS);
        Step step = ring[place] == null || ring[place].at() != at ? Step.begin(at) : ring[place];
        ring[place] = step.plus(sample, running);
    }

    /** Oldest first. */
    synchronized List<Step> steps(long now) {
        List<Step> steps = new ArrayList<>();
        long at = now - Math.floorMod(now, STEP_MILLIS) - (STEPS - 1) * STEP_MILLIS;
        for (int i = 0; i < STEPS; i++, at += STEP_MILLIS) {
            Step step = ring[(int) (at / STEP_MILLIS % STEPS)];
            if (step != null && step.at() == at) {
                steps.add(step);
            }
        }
        return steps;
    }
}
