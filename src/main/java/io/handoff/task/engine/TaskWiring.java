package io.handoff.task.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.Ids;
import io.handoff.limit.Limits;
import io.handoff.periodic.PeriodicJobs;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.KindPolicy;
import io.handoff.task.StoreClock;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskSettings;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the task engine of this process, starts it after the store and stops it before. */
@Singleton
public class TaskWiring {

    private static final Duration WAKE = Duration.ofSeconds(5);

    private final EngineParts parts;
    private final TaskEngine engine;

    TaskWiring(
            TaskSettings settings,
            EnginePorts ports,
            ObjectMapper json,
            StoreClock clock,
            Ids ids,
            PeriodicJobs jobs,
            @All List<TaskMeter> meters,
            Limits limits) {
        SettingsCheck.check(settings, ports.workers().kinds());
        KindPolicy kindPolicy =
                new KindPolicy(settings, () -> ThreadLocalRandom.current().nextDouble());
        parts =
                new EngineParts(
                        settings,
                        ports,
                        kindPolicy,
                        json,
                        new Time(clock, System::nanoTime, ids),
                        TaskMeter.all(meters),
                        limits,
                        Infrastructure.getDefaultExecutor());
        engine = new TaskEngine(parts);
        // Should a wake-up ever be missed, this is how long it takes to notice.
        jobs.every(WAKE, "waking the dispatcher", parts.dispatcher()::wake);
    }

    @Produces
    @Singleton
    TaskEngine engine() {
        return engine;
    }

    /** Before the HTTP server takes requests: an observer of an earlier event is not needed. */
    void start(@Observes @Priority(100) StartupEvent event) {
        try {
            parts.join();
        } catch (StoreUnavailable e) {
            throw new ConfigurationException(e.getMessage());
        }
        parts.start();
    }

    /**
     * By the wall clock, like the ages that it looks at: late after that was set back, as they are.
     */
    @Scheduled(every = "{handoff.tasks.purge-every}", delayed = "10s")
    void purge() {
        parts.purge().run();
    }

    void stop(@Observes @Priority(2000) ShutdownEvent event) {
        parts.close();
    }
}
