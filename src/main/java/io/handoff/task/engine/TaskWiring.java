package io.handoff.task.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.limit.Limits;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.KindPolicy;
import io.handoff.task.Nodes;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskSettings;
import io.handoff.task.TaskStore;
import io.handoff.task.worker.CdiWorkers;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the task engine of this process, starts it after the store and stops it before. */
@Singleton
public class TaskWiring {

    private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(2);

    private final EngineParts engine;
    private final TaskEngine taskEngine;

    TaskWiring(
            TaskSettings settings,
            TaskStore store,
            Nodes nodes,
            Bus bus,
            CdiWorkers workers,
            ObjectMapper json,
            InstantSource clock,
            @All List<TaskMeter> meters,
            Limits limits) {
        SettingsCheck.check(settings, workers.kinds());
        KindPolicy kindPolicy =
                new KindPolicy(settings, () -> ThreadLocalRandom.current().nextDouble());
        engine =
                new EngineParts(
                        settings,
                        store,
                        nodes,
                        bus,
                        workers,
                        json,
                        clock,
                        kindPolicy,
                        TaskMeter.all(meters),
                        limits);
        taskEngine = new TaskEngine(store, engine, nodes.shared());
    }

    @Produces
    @Singleton
    TaskEngine taskEngine() {
        return taskEngine;
    }

    /** Before the HTTP server takes requests: an observer of an earlier event is not needed. */
    void start(@Observes @Priority(100) StartupEvent event) {
        try {
            taskEngine.rescue();
        } catch (StoreUnavailable e) {
            throw new ConfigurationException(e.getMessage());
        }
        engine.start();
    }

    /** Should a wake-up ever be missed, this is how long it takes to notice. */
    @Scheduled(every = "5s", delayed = "5s")
    void rescue() {
        engine.dispatcher().wake();
    }

    @Scheduled(every = "{handoff.tasks.purge-every}", delayed = "10s")
    void purge() {
        engine.purge();
    }

    /** Starts nothing more, waits up to {@code patience} for what runs, hands back the rest. */
    public CompletionStage<Void> drain(Duration patience) {
        return engine.dispatcher().drain(patience, INTERRUPT_GRACE);
    }

    /** A look at the engine's counts. */
    public TaskCounts counts() {
        return new TaskCounts(engine);
    }

    void stop(@Observes @Priority(2000) ShutdownEvent event) {
        engine.close();
    }
}
