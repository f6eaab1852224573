package io.handoff.ops;

import io.handoff.store.StoreUnavailable;
import io.handoff.store.open.StoreWiring;
import io.handoff.task.Backlog;
import io.handoff.task.TaskStore;
import io.handoff.task.engine.TaskCounts;
import io.handoff.task.engine.TaskEngine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/** How much waits and runs now. */
@Singleton
final class LoadGauges {

    private final MeterRegistry registry;
    private final TaskCounts counts;
    private final TaskStore store;
    private final StoreWiring writer;
    private final InstantSource clock;
    private volatile long oldestQueued;

    LoadGauges(
            MeterRegistry registry,
            TaskEngine tasks,
            TaskStore store,
            StoreWiring writer,
            InstantSource clock) {
        this.registry = registry;
        this.counts = tasks.counts();
        this.store = store;
        this.clock = clock;
        this.writer = writer;
    }

    void register(@Observes StartupEvent event) {
        gauge("handoff.tasks.running", "Attempts that run now", TaskCounts::running);
        gauge("handoff.tasks.slots", "Tasks that may run at once", TaskCounts::slots);
        gauge("handoff.tasks.slots.busy", "Slots taken", TaskCounts::slotsBusy);
        gauge("handoff.tasks.queued", "Tasks that wait for a slot", TaskCounts::queued);
        gauge("handoff.tasks.scheduled", "Tasks that wait for their time", TaskCounts::scheduled);
        gauge("handoff.tasks.queue.limit", "Tasks that may wait", TaskCounts::queueLimit);
        gauge("handoff.tasks.waiters", "Callers that wait for a task", TaskCounts::waiters);
        Gauge.builder("handoff.store.writes.queued", writer, StoreWiring::queuedWrites)
                .description("Writes that wait for the store's writer")
                .register(registry);
        Gauge.builder("handoff.tasks.oldest.waiting.age", this, LoadGauges::oldestAgeSeconds)
                .description("How long the longest waiting queued task has waited")
                .baseUnit("seconds")
                .register(registry);
    }

    /** The age needs a look into the store, which a scrape should not wait for: it counts there. */
    @Scheduled(every = "5s", delayed = "5s")
    void look() {
        if (counts.queued() == 0) {
            return;
        }
        try {
            Backlog backlog = store.backlog();
            oldestQueued = backlog.oldestQueued();
        } catch (StoreUnavailable e) {
            // The gauge keeps its last value; readiness tells of the store.
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
