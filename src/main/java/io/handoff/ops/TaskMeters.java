package io.handoff.ops;

import io.handoff.task.Task;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts tasks by kind. Meters are kept: a look-up costs more than the increment. */
@Singleton
final class TaskMeters implements TaskMeter {

    private final MeterRegistry registry;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();
    private final Map<String, Map<TaskState, Counter>> finished = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();
    private final Timer toCommit;

    TaskMeters(MeterRegistry registry) {
        this.registry = registry;
        this.toCommit =
                Timer.builder("handoff.tasks.accept.to.commit")
                        .description("From submitting a task to the end of its fsync")
                        .publishPercentiles(0.5, 0.99)
                        .register(registry);
    }

    @Override
    public void accepted(String kind, long nanos) {
        accepted.computeIfAbsent(
                        kind, key -> registry.counter("handoff.tasks.accepted", "kind", key))
                .increment();
        toCommit.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void finished(Task after, long millis) {
        finished.computeIfAbsent(after.kind(), kind -> new ConcurrentHashMap<>())
                .computeIfAbsent(after.state(), state -> counter(after.kind(), state))
                .increment();
        durations
                .computeIfAbsent(
                        after.kind(),
                        kind -> registry.timer("handoff.tasks.duration", "kind", kind))
                .record(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void refused(String kind) {
        refused.computeIfAbsent(kind, key -> registry.counter("handoff.tasks.refused", "kind", key))
                .increment();
    }

    private Counter counter(String kind, TaskState state) {
        return registry.counter("handoff.tasks.finished", "kind", kind, "outcome", outcome(state));
    }

    /** How an attempt ended, as the meter names it. */
    private static String outcome(TaskState state) {
        return switch (state) {
            case SCHEDULED -> "retried";
            case QUEUED -> "handed_back";
            default -> state.label();
        };
    }
}
