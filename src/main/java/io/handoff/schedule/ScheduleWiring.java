package io.handoff.schedule;

import io.handoff.event.Ids;
import io.handoff.limit.Limits;
import io.handoff.periodic.PeriodicJobs;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.StoreClock;
import io.handoff.task.api.SubmissionPolicies;
import io.handoff.task.engine.TaskEngine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/** Runs due schedules once a second, from the end of the start until the task engine stops. */
@Singleton
final class ScheduleWiring {

    private static final Logger LOG = Logger.getLogger(ScheduleWiring.class);

    private final ScheduleRunner scheduleRunner;
    private final ScheduleOperations scheduleOperations;

    ScheduleWiring(
            ScheduleSettings settings,
            ScheduleStore store,
            TaskEngine taskEngine,
            SubmissionPolicies submissionPolicies,
            Limits limits,
            StoreClock clock,
            Ids ids,
            ScheduleMeter meter,
            PeriodicJobs jobs) {
        atLeastOne("limit", settings.limit());
        atLeastOne("per-owner", settings.perOwner());
        Set<String> kinds = submissionPolicies.enabled(taskEngine.kinds());
        scheduleRunner =
                new ScheduleRunner(
                        store, taskEngine::submit, kinds, clock, System::nanoTime, meter);
        scheduleOperations = new ScheduleOperations(store, settings, limits, ids, clock);
        jobs.every(Duration.ofSeconds(1), "running due schedules", scheduleRunner::poll);
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

    /** Warns the operator of a deployment that lacks a worker. */
    void start(@Observes StartupEvent event, ScheduleStore store, Ids ids) {
        try {
            store.list(null, null, 1).forEach(schedule -> ids.continueAfter(schedule.id()));
            Set<String> kinds = scheduleRunner.kindsWithoutWorker();
            if (!kinds.isEmpty()) {
                LOG.warnf("No worker is registered for kinds %s, which schedules wait for", kinds);
            }
        } catch (StoreUnavailable e) {
            LOG.debugf("Could not read the schedules at the start: %s", e.getMessage());
        }
    }

    /** Before the task engine stops. */
    void stop(@Observes @Priority(1900) ShutdownEvent event) {
        scheduleRunner.stop();
    }
}
