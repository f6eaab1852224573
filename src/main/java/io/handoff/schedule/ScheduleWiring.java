package io.handoff.schedule;

import io.handoff.limit.Limits;
import io.handoff.store.Schedules;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.Tasks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import org.jboss.logging.Logger;

/** Looks at the clock once a second, from the end of the start until the tasks stop. */
@Singleton
final class ScheduleWiring {

    private static final Logger LOG = Logger.getLogger(ScheduleWiring.class);

    private final Clockwork clockwork;
    private final Timetable timetable;

    ScheduleWiring(
            ScheduleSettings settings,
            Schedules store,
            Tasks tasks,
            Limits limits,
            InstantSource clock,
            ScheduleMeter meter) {
        atLeastOne("limit", settings.limit());
        atLeastOne("per-owner", settings.perOwner());
        clockwork = new Clockwork(store, tasks::accept, tasks.kinds(), clock, meter);
        timetable = new Timetable(store, settings, limits, clock);
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new ConfigurationException(
                    "handoff.schedules." + name + " must be at least 1, not " + value + ".");
        }
    }

    @Produces
    @Singleton
    Timetable timetable() {
        return timetable;
    }

    /** After a deployment that left a kind of work out, somebody should know. */
    void start(@Observes StartupEvent event) {
        try {
            Set<String> strangers = clockwork.strangers();
            if (!strangers.isEmpty()) {
                LOG.warnf("Schedules wait for kinds of work that nobody here does: %s", strangers);
            }
        } catch (StoreUnavailable e) {
            LOG.debugf("Not looked for schedules of unknown kinds: %s", e.getMessage());
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        clockwork.look();
    }

    /** Before the tasks' engine stops. */
    void stop(@Observes @Priority(1900) ShutdownEvent event) {
        clockwork.stop();
    }
}
