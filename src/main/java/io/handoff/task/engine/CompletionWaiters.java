package io.handoff.task.engine;

import io.handoff.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Callers that wait for a task to end ({@code ?wait=}). Bounded; thread-safe. */
final class CompletionWaiters {

    private final Map<String, Set<CompletableFuture<Task>>> waiting = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final int limit;

    CompletionWaiters(int maxWaiters) {
        this.limit = maxWaiters;
        this.places = new Semaphore(maxWaiters);
    }

    /**
     * Completes with the task when it ends, or with null after {@code limit}; nothing where too
     * many wait already. A caller that learns the result elsewhere completes the future, which
     * frees its place.
     */
    Optional<CompletableFuture<Task>> await(String id, Duration limit) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        CompletableFuture<Task> end = new CompletableFuture<>();
        waiting.compute(id, (key, others) -> with(others, end));
        end.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
        end.whenComplete(
                (task, failure) -> {
                    places.release();
                    waiting.computeIfPresent(id, (key, others) -> without(others, end));
                });
        return Optional.of(end);
    }

    void complete(Task ended) {
        Set<CompletableFuture<Task>> listeners = waiting.get(ended.id());
        if (listeners != null) {
            Set.copyOf(listeners).forEach(end -> end.complete(ended));
        }
    }

    boolean isAwaited(String id) {
        return waiting.containsKey(id);
    }

    /** Some of the tasks that callers wait for. */
    List<String> awaited(int limit) {
        return waiting.keySet().stream().limit(limit).toList();
    }

    int size() {
        return limit - places.availablePermits();
    }

    private static Set<CompletableFuture<Task>> with(
            @Nullable Set<CompletableFuture<Task>> others, CompletableFuture<Task> end) {
        Set<CompletableFuture<Task>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
        all.add(end);
        return all;
    }

    private static @Nullable Set<CompletableFuture<Task>> without(
            Set<CompletableFuture<Task>> others, CompletableFuture<Task> end) {
        others.remove(end);
        return others.isEmpty() ? null : others;
    }
}
