package io.handoff.task.engine;

import io.handoff.task.Retention;
import io.handoff.task.TaskSettings;
import io.handoff.task.TaskStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Deletes what was kept long enough, in small commits, one run of them at a time. */
final class Purge {

    private static final int BATCH = 500;

    private final TaskStore store;
    private final TaskSettings.Keep keep;
    private final InstantSource clock;
    private final Dispatcher dispatcher;
    private final AtomicBoolean purging = new AtomicBoolean();

    /**
     * @param dispatcher knows whether we are stopping: then there are better things to do
     */
    Purge(TaskStore store, TaskSettings.Keep keep, InstantSource clock, Dispatcher dispatcher) {
        this.store = store;
        this.keep = keep;
        this.clock = clock;
        this.dispatcher = dispatcher;
    }

    /** Completes with how many were deleted. */
    CompletionStage<Integer> run() {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        if (purging.compareAndSet(false, true)) {
            done.whenComplete((count, failure) -> purging.set(false));
            run(done, 0);
        } else {
            done.complete(0);
        }
        return done;
    }

    private void run(CompletableFuture<Integer> done, int before) {
        some().whenComplete(
                        (count, failure) -> {
                            if (failure != null) {
                                done.completeExceptionally(failure);
                            } else if (count < BATCH || dispatcher.draining()) {
                                done.complete(before + count);
                            } else {
                                run(done, before + count);
                            }
                        });
    }

    private CompletionStage<Integer> some() {
        return store.purge(
                new Retention(
                        ago(keep.ended()),
                        ago(keep.dead()),
                        ago(keep.idempotencyKeys()),
                        ago(keep.events()),
                        BATCH));
    }

    private long ago(Duration age) {
        return clock.millis() - age.toMillis();
    }
}
