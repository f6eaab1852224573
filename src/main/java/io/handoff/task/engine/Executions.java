package io.handoff.task.engine;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The attempts that run on this node now. Thread-safe. */
final class Executions {

    private final Map<String, TaskExecution> byTask = new ConcurrentHashMap<>();
    private volatile @Nullable CompletableFuture<Void> empty;

    void add(TaskExecution execution) {
        byTask.put(execution.id(), execution);
    }

    void remove(TaskExecution execution) {
        byTask.remove(execution.id(), execution);
        CompletableFuture<Void> waiting = empty;
        if (waiting != null && byTask.isEmpty()) {
            waiting.complete(null);
        }
    }

    Optional<TaskExecution> find(String taskId) {
        return Optional.ofNullable(byTask.get(taskId));
    }

    Collection<TaskExecution> all() {
        return byTask.values();
    }

    int size() {
        return byTask.size();
    }

    /** Completes when nothing runs any more; nothing may be started meanwhile. */
    CompletableFuture<Void> whenEmpty() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        empty = waiting;
        if (byTask.isEmpty()) {
            waiting.complete(null);
        }
        return waiting;
    }
}
