package io.handoff.task;

import io.handoff.bus.Bus;
import io.handoff.store.Event;
import io.handoff.store.Task;
import io.handoff.store.Transition;
import io.handoff.task.Progress.Mark;
import io.handoff.task.RunState.Stop;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Looks at the attempts that run: tells how far they are, interrupts those that take too long, and
 * gives up on those that do not listen. How often it looks bounds how often progress is told.
 */
final class Watch {

    private final Running running;
    private final Settler settler;
    private final Ledger ledger;
    private final Lifecycle lifecycle;
    private final Bus bus;
    private final RunContext context;
    private final InstantSource clock;
    private final long graceMillis;
    private final long storeEvery;

    Watch(
            Running running,
            Settler settler,
            Ledger ledger,
            Lifecycle lifecycle,
            Bus bus,
            RunContext context,
            TaskSettings settings) {
        this.running = running;
        this.settler = settler;
        this.ledger = ledger;
        this.lifecycle = lifecycle;
        this.bus = bus;
        this.context = context;
        this.clock = context.clock();
        this.graceMillis = settings.interruptGrace().toMillis();
        this.storeEvery = Duration.ofSeconds(1).toMillis();
    }

    /** To be called several times a second; costs a look at each running attempt. */
    void look() {
        long now = clock.millis();
        for (TaskRun run : running.all()) {
            tell(run.state(), now);
            long over = now - run.state().deadline();
            if (over >= 0) {
                run.state().stop(Stop.TIMED_OUT);
            }
            if (over >= graceMillis) {
                settler.abandon(run);
            }
        }
    }

    private void tell(RunState state, long now) {
        if (state.progress().due(now, storeEvery)) {
            state.write(task -> stored(state, task, now));
            return;
        }
        Mark mark = state.progress().untold();
        if (mark != null) {
            Task task = state.task();
            String data = Lifecycle.progressData(mark);
            bus.publish(new Event(task.channel(), 0, context.ids().next(), "progress", now, data));
        }
    }

    private RunState.Write stored(RunState state, Task task, long now) {
        Transition step = lifecycle.progress(task, state.progress().unstored(now));
        return new RunState.Write(
                step.after(),
                ledger.move(step)
                        .whenComplete(
                                (made, failure) -> {
                                    if (failure != null) {
                                        state.progress().lost();
                                    }
                                }));
    }
}
