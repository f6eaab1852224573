package io.handoff.task.engine;

import io.handoff.bus.Bus;
import io.handoff.event.Event;
import io.handoff.task.Lifecycle;
import io.handoff.task.Progress;
import io.handoff.task.Task;
import io.handoff.task.TaskSettings;
import io.handoff.task.Transition;
import io.handoff.task.worker.RunContext;
import io.handoff.task.worker.RunState;
import io.handoff.task.worker.RunState.Stop;
import io.handoff.task.worker.TaskRun;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Looks at the attempts that run: tells how far they are, interrupts those that take too long, and
 * gives up on those that do not listen. How often it looks bounds how often progress is told.
 */
final class ExecutionMonitor {

    private final RunningTasks runningTasks;
    private final Completer completer;
    private final TransitionWriter transitionWriter;
    private final Lifecycle lifecycle;
    private final Bus bus;
    private final RunContext context;
    private final InstantSource clock;
    private final long graceMillis;
    private final long storeEvery;

    ExecutionMonitor(
            RunningTasks runningTasks,
            Completer completer,
            TransitionWriter transitionWriter,
            Lifecycle lifecycle,
            Bus bus,
            RunContext context,
            TaskSettings settings) {
        this.runningTasks = runningTasks;
        this.completer = completer;
        this.transitionWriter = transitionWriter;
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
        for (TaskRun run : runningTasks.all()) {
            tell(run.state(), now);
            long over = now - run.state().deadline();
            if (over >= 0) {
                run.state().stop(Stop.TIMED_OUT);
            }
            if (over >= graceMillis) {
                completer.abandon(run);
            }
        }
    }

    private void tell(RunState state, long now) {
        if (state.progressTracker().due(now, storeEvery)) {
            state.write(task -> stored(state, task, now));
            return;
        }
        Progress progress = state.progressTracker().takeUnpublished();
        if (progress != null) {
            Task task = state.task();
            String data = Lifecycle.progressData(progress);
            bus.publish(new Event(task.channel(), 0, context.ids().next(), "progress", now, data));
        }
    }

    private RunState.Write stored(RunState state, Task task, long now) {
        Transition step = lifecycle.progress(task, state.progressTracker().takeUnstored(now));
        return new RunState.Write(
                step.after(),
                transitionWriter
                        .move(step)
                        .whenComplete(
                                (made, failure) -> {
                                    if (failure != null) {
                                        state.progressTracker().storeFailed();
                                    }
                                }));
    }
}
