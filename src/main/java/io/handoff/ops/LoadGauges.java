package io.handoff.ops;

import io.handoff.periodic.PeriodicJobs;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.open.StoreWiring;
import io.handoff.task.Backlog;
import io.handoff.task.StoreClock;
import io.handoff.task.TaskStore;
import io.handoff.task.engine.TaskCounts;
import io.handoff.task.engine.TaskEngine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** How many tasks wait and run now. */
@Singleton
final class LoadGauges {

    private final MeterRegistry registry;
    private final TaskCounts counts;
    private final TaskStore store;
    private final StoreWiring writer;
    private final StoreClock clock;
    private volatile long oldestQueued;

    LoadGauges(
            MeterRegistry registry,
            TaskEngine tasks,
            TaskStore store,
            StoreWiring writer,
            StoreClock clock,
            PeriodicJobs jobs) {
        this.registry = registry;
        this.counts = tasks.counts();
        this.store = store;
        this.clock = clock;
        this.writer = writer;
        jobs.every(Duration.ofSeconds(5), "looking for the oldest queued task", this::refresh);
    }

    void register(@Observes StartupEvent event) {
        gauge("handoff.tasks.running", "Attempts running now", TaskCounts::running);
        gauge("handoff.tasks.slots", "Maximum number of tasks running at once", TaskCounts::slots);
        gauge("handoff.tasks.slots.busy", "Slots in use", TaskCounts::slotsBusy);
        gauge("handoff.tasks.queued", "Tasks waiting for a slot", TaskCounts::queued);
        gauge(
                "handoff.tasks.scheduled",
                "Tasks waiting for their start time",
                TaskCounts::scheduled);
        gauge(
                "handoff.tasks.queue.limit",
                "Maximum number of waiting tasks",
                TaskCounts::queueLimit);
        gauge("handoff.tasks.waiters", "Callers waiting for a task to end", TaskCounts::waiters);
        Gauge.builder("handoff.store.writes.queued", writer, StoreWiring::queuedWrites)
                .description("Writes waiting for the store's writer")
                .register(registry);
        Gauge.builder("handoff.tasks.oldest.waiting.age", this, LoadGauges::oldestAgeSeconds)
                .description("Age of the queued task that has waited longest")
                .baseUnit("seconds")
                .register(registry);
    }

    /** A scrape should not wait for the query: it counts queued tasks in the store. */
    private void refresh() {
        if (counts.queued() == 0) {
            return;
        }
        try {
            Backlog backlog = store.backlog();
            oldestQueued = backlog.oldestQueued();
        } catch (StoreUnavailable e) {
            // The gauge keeps its last value; readiness reports the store.
        }
    }

    private double oldestAgeSeconds() {
        return counts.queued() == 0 || oldestQueued == 0
                ? 0
                : Math.max(0, clock.millis() - oldestQueued) / 1000.0;
    }

    private void gauge(String name, String description, ToDoubleFunction<TaskCounts> value) {
        Gauge.builder(name, counts, value).description(description).register(registry);
    }
}
