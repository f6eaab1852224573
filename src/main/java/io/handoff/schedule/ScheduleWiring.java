package io.handoff.schedule;

import io.handoff.limit.Limits;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.api.SubmissionPolicies;
import io.handoff.task.engine.TaskEngine;
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

    private final ScheduleRunner scheduleRunner;
    private final ScheduleOperations scheduleOperations;

    ScheduleWiring(
            ScheduleSettings settings,
            ScheduleStore store,
            TaskEngine taskEngine,
            SubmissionPolicies rules,
            Limits limits,
            InstantSource clock,
            ScheduleMeter meter) {
        atLeastOne("limit", settings.limit());
        atLeastOne("per-owner", settings.perOwner());
        Set<String> kinds = rules.enabled(taskEngine.kinds());
        scheduleRunner = new ScheduleRunner(store, taskEngine::submit, kinds, clock, meter);
        scheduleOperations = new ScheduleOperations(store, settings, limits, clock);
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new ConfigurationException(
                    "handoff.schedules." + name + " must be at least 1, not " + value + ".");
        }
    }

    @Produces
    @Singleton
    ScheduleOperations scheduleOperations() {
        return scheduleOperations;
    }

    /** After a deployment that left a kind of work out, somebody should know. */
    void start(@Observes StartupEvent event) {
        try {
            Set<String> strangers = scheduleRunner.strangers();
            if (!strangers.isEmpty()) {
                LOG.warnf("Schedules wait for kinds of work that nobody here does: %s", strangers);
            }
        } catch (StoreUnavailable e) {
            LOG.debugf("Not looked for schedules of unknown kinds: %s", e.getMessage());
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        scheduleRunner.look();
    }

    /** Before the tasks' engine stops. */
    void stop(@Observes @Priority(1900) ShutdownEvent event) {
        scheduleRunner.stop();
    }
}
