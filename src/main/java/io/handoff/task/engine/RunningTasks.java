package io.handoff.task.engine;

import io.handoff.task.worker.TaskRun;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that run on this node now. */
final class RunningTasks {

    private final Map<String, TaskRun> runs = new ConcurrentHashMap<>();
    private volatile CompletableFuture<Void> empty;

    void add(TaskRun run) {
        runs.put(run.id(), run);
    }

    void remove(TaskRun run) {
        runs.remove(run.id(), run);
        CompletableFuture<Void> waiting = empty;
        if (waiting != null && runs.isEmpty()) {
            waiting.complete(null);
        }
    }

    Optional<TaskRun> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    Collection<TaskRun> all() {
        return runs.values();
    }

    int size() {
        return runs.size();
    }

    /** Completes when nothing runs any more; nothing may be started meanwhile. */
    CompletableFuture<Void> whenEmpty() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        empty = waiting;
        if (runs.isEmpty()) {
            waiting.complete(null);
        }
        return waiting;
    }
}
