package io.handoff.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.limit.Limits;
import io.handoff.store.Nodes;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.TaskStore;
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

    private final TaskEngine engine;
    private final Tasks tasks;

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
        Rules rules = new Rules(settings, () -> ThreadLocalRandom.current().nextDouble());
        engine =
                new TaskEngine(
                        settings,
                        store,
                        nodes,
                        bus,
                        workers,
                        json,
                        clock,
                        rules,
                        TaskMeter.all(meters),
                        limits);
        tasks = new Tasks(store, engine, nodes.shared());
    }

    @Produces
    @Singleton
    Tasks tasks() {
        return tasks;
    }

    /** Before the HTTP server takes requests: an observer of an earlier event is not needed. */
    void start(@Observes @Priority(100) StartupEvent event) {
        try {
            tasks.rescue();
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
