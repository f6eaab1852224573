package io.handoff.task;

import io.handoff.task.RunState.Stop;
import java.time.Duration;
import java.time.InstantSource;

/** Interrupts attempts that take too long, and gives up on those that do not listen. */
final class Deadlines {

    private final Running running;
    private final Settler settler;
    private final InstantSource clock;
    private final long graceMillis;

    Deadlines(Running running, Settler settler, InstantSource clock, Duration grace) {
        this.running = running;
        this.settler = settler;
        this.clock = clock;
        this.graceMillis = grace.toMillis();
    }

    /** To be called several times a second; costs a look at each running attempt. */
    void check() {
        long now = clock.millis();
        for (TaskRun run : running.all()) {
            long over = now - run.state().deadline();
            if (over >= 0) {
                run.state().stop(Stop.TIMED_OUT);
            }
            if (over >= graceMillis) {
                settler.abandon(run);
            }
        }
    }
}
