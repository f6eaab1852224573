package io.handoff.schedule;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.NewTask;
import io.handoff.task.QueueFull;
import io.handoff.task.Submission.Once;
import io.handoff.task.Submission.ScheduledRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands in the tasks of schedules that are due. Every replica looks, and one of them gets each run:
 * the task and the schedule's next time are one commit ({@link Firing}). What could not be handed
 * in is still due, and comes with a later look; runs that time has passed by become one.
 *
 * <p>Due is what this process's clock says, as for tasks that wait for their time: a clock that is
 * ahead makes runs early, none twice.
 */
final class ScheduleRunner {

    private static final Logger LOG = Logger.getLogger(ScheduleRunner.class);

    /** Schedules, with their payloads, that are held at once. */
    private static final int BATCH = 100;

    /** Missed runs are counted up to here at a time: a year of minutes would take a while. */
    static final int MOST_MISSED = 100;

    private final ScheduleStore store;
    private final Function<NewTask, CompletionStage<Accepted>> intake;
    private final Set<String> kinds;
    private final InstantSource clock;
    private final ScheduleMeter meter;
    private volatile boolean stopped;

    /**
     * @param intake may throw {@link QueueFull}
     * @param kinds of work that are done here; schedules of others are left to those who do them
     */
    ScheduleRunner(
            ScheduleStore store,
            Function<NewTask, CompletionStage<Accepted>> intake,
            Set<String> kinds,
            InstantSource clock,
            ScheduleMeter meter) {
        this.store = store;
        this.intake = intake;
        this.kinds = kinds;
        this.clock = clock;
        this.meter = meter;
    }

    /** Fires what is due, until nothing is or nothing can be. Blocks. */
    synchronized void look() {
        try {
            while (!stopped && fireSome()) {
                // There may be more.
            }
        } catch (QueueFull | StoreUnavailable e) {
            LOG.debugf("Schedules have to wait: %s", e.getMessage());
        }
    }

    /** Returns when no look goes on; none begins afterwards. */
    void stop() {
        stopped = true;
        synchronized (this) {
            // One that goes on ends with the batch it is at.
        }
    }

    /** Kinds for which schedules wait that nobody here runs. Blocks. */
    Set<String> strangers() {
        Set<String> wanted = new TreeSet<>(store.kinds());
        wanted.removeAll(kinds);
        return wanted;
    }

    /** A run on its way into the store; its stage never fails. */
    private record Run(
            Schedule schedule, CronSchedule cronSchedule, CompletionStage<Boolean> made) {}

    /** Whether to look again at once: there was a full batch, and some of it was ours. */
    private boolean fireSome() {
        Instant now = clock.instant();
        List<Schedule> due = store.due(kinds, now.toEpochMilli(), BATCH);
        List<Run> runs = new ArrayList<>();
        try {
            due.forEach(schedule -> fire(schedule, now).ifPresent(runs::add));
        } finally {
            runs.forEach(run -> count(run, now));
        }
        return due.size() == BATCH && runs.stream().anyMatch(ScheduleRunner::made);
    }

    private Optional<Run> fire(Schedule schedule, Instant now) {
        try {
            CronSchedule cronSchedule = CronSchedule.of(schedule);
            long next = cronSchedule.next(now).map(Instant::toEpochMilli).orElse(0L);
            ScheduledRun once = new ScheduledRun(schedule.id(), schedule.nextAt(), next);
            CompletionStage<Boolean> made =
                    intake.apply(task(schedule, null, once))
                            .handle((accepted, failure) -> made(schedule, accepted, failure));
            return Optional.of(new Run(schedule, cronSchedule, made));
        } catch (IllegalArgumentException e) {
            giveUp(schedule, e);
            return Optional.empty();
        }
    }

    private static boolean made(
            Schedule schedule, @Nullable Accepted accepted, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debugf("Schedule %s has to wait: %s", schedule.id(), failure.getMessage());
            return false;
        }
        return accepted != null && accepted.how() == How.CREATED;
    }

    private static boolean made(Run run) {
        return run.made().toCompletableFuture().join();
    }

    private void count(Run run, Instant now) {
        if (made(run)) {
            Instant due = Instant.ofEpochMilli(run.schedule().nextAt());
            meter.fired(Duration.between(due, now).toMillis());
            meter.missed(missed(run.cronSchedule(), due, now));
        }
    }

    private static int missed(CronSchedule cronSchedule, Instant due, Instant now) {
        int missed = 0;
        Optional<Instant> next = cronSchedule.next(due);
        while (missed < MOST_MISSED && next.isPresent() && !next.get().isAfter(now)) {
            missed++;
            next = cronSchedule.next(next.get());
        }
        return missed;
    }

    /** Stored by a version, or on a machine, that understood more. */
    private void giveUp(Schedule schedule, IllegalArgumentException e) {
        LOG.warnf(
                "Schedule %s makes no sense here, and is paused: %s",
                schedule.id(), e.getMessage());
        store.pause(schedule.id());
    }

    /**
     * One run's task, which is its owner's.
     *
     * @param once what makes it the only one
     */
    static NewTask task(Schedule schedule, @Nullable String trace, @Nullable Once once) {
        return new NewTask(
                schedule.kind(),
                schedule.payload(),
                schedule.owner(),
                0,
                new NewTask.Options(
                        schedule.priority(),
                        schedule.maxAttempts() == 0 ? null : schedule.maxAttempts(),
                        schedule.timeoutMillis() == 0
                                ? null
                                : Duration.ofMillis(schedule.timeoutMillis()),
                        null,
                        trace),
                once);
    }
}
