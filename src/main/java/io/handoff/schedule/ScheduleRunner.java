package io.handoff.schedule;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.ClockWatch;
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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Submits the tasks of due schedules. Every replica polls, and one of them gets each run: the task
 * and the schedule's next time are one commit ({@link ScheduledRun}). A run that could not be
 * submitted stays due for a later poll; several missed runs become one.
 *
 * <p>When the clock was ahead and is set back, the next time by the clock of now counts.
 */
final class ScheduleRunner {

    private static final Logger LOG = Logger.getLogger(ScheduleRunner.class);

    /** How many schedules are in memory at once, with their payloads. */
    private static final int BATCH = 100;

    /** The count of missed runs stops here: counting the minutes of a year would take a while. */
    static final int MAX_MISSED = 100;

    private static final Duration SMALL_CORRECTION = Duration.ofMinutes(5);

    private final ScheduleStore store;
    private final Function<NewTask, CompletionStage<Accepted>> submitter;
    private final Set<String> kinds;
    private final InstantSource clock;
    private final ClockWatch watch;
    private boolean correctionDue;
    private final ScheduleMeter meter;
    private volatile boolean stopped;

    /**
     * @param submitter may throw {@link QueueFull}
     * @param nanos monotonic time
     * @param kinds that have a worker here; schedules of other kinds are left to other replicas
     */
    ScheduleRunner(
            ScheduleStore store,
            Function<NewTask, CompletionStage<Accepted>> submitter,
            Set<String> kinds,
            InstantSource clock,
            LongSupplier nanos,
            ScheduleMeter meter) {
        this.store = store;
        this.submitter = submitter;
        this.kinds = kinds;
        this.clock = clock;
        this.watch = new ClockWatch(clock, nanos);
        this.meter = meter;
    }

    /** Submits due runs until none is left or none can be submitted. Blocks. */
    synchronized void poll() {
        try {
            correctIfDue();
            while (!stopped && fireBatch()) {
                // A full batch: there may be more.
            }
        } catch (QueueFull | StoreUnavailable e) {
            LOG.debugf("Due schedules wait for the next poll: %s", e.getMessage());
        }
    }

    /** At the start, and whenever the clock was set back. */
    private void correctIfDue() {
        correctionDue |= watch.wasSetBack();
        if (correctionDue) {
            correctAll();
            correctionDue = false;
        }
    }

    /** Brings forward the times that only a clock which was ahead was near. */
    private void correctAll() {
        Instant now = clock.instant();
        String before = null;
        List<Schedule> page;
        do {
            page = store.list(null, before, BATCH);
            page.stream()
                    .map(schedule -> correct(schedule, now))
                    .flatMap(Optional::stream)
                    .toList()
                    .forEach(ScheduleRunner::join);
            before = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == BATCH);
    }

    private Optional<CompletionStage<Optional<Schedule>>> correct(Schedule schedule, Instant now) {
        long stored = schedule.times().nextAt();
        try {
            return CronSchedule.of(schedule)
                    .next(notAgain(schedule, now))
                    .map(Instant::toEpochMilli)
                    .filter(next -> next < stored)
                    .map(next -> store.reschedule(schedule.id(), stored, next));
        } catch (IllegalArgumentException e) {
            // If it becomes due, it is paused.
            return Optional.empty();
        }
    }

    /** A clock that is corrected by a little must not repeat the run that it has just seen. */
    private static Instant notAgain(Schedule schedule, Instant now) {
        Instant last = Instant.ofEpochMilli(schedule.times().lastAt());
        boolean justBefore = last.isAfter(now) && last.isBefore(now.plus(SMALL_CORRECTION));
        return justBefore ? last : now;
    }

    private static void join(CompletionStage<?> written) {
        try {
            written.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Returns when no poll is in progress; no further one begins. */
    void stop() {
        stopped = true;
        synchronized (this) {
            // Waits for a poll in progress, which ends after its current batch.
        }
    }

    /** Kinds of schedules that have no worker here. Blocks. */
    Set<String> kindsWithoutWorker() {
        Set<String> scheduled = new TreeSet<>(store.kinds());
        scheduled.removeAll(kinds);
        return scheduled;
    }

    /** A run being submitted; its stage never fails. */
    private record Run(
            Schedule schedule, CronSchedule cronSchedule, CompletionStage<Boolean> submitted) {}

    /** Whether to poll again at once: the batch was full, and this replica got some of its runs. */
    private boolean fireBatch() {
        Instant now = clock.instant();
        List<Schedule> due = store.due(kinds, now.toEpochMilli(), BATCH);
        List<Run> runs = new ArrayList<>();
        try {
            due.forEach(schedule -> fire(schedule, now).ifPresent(runs::add));
        } finally {
            runs.forEach(run -> count(run, now));
        }
        return due.size() == BATCH && runs.stream().anyMatch(ScheduleRunner::wasSubmitted);
    }

    private Optional<Run> fire(Schedule schedule, Instant now) {
        try {
            CronSchedule cronSchedule = CronSchedule.of(schedule);
            long next = cronSchedule.next(now).map(Instant::toEpochMilli).orElse(0L);
            ScheduledRun once = new ScheduledRun(schedule.id(), schedule.times().nextAt(), next);
            CompletionStage<Boolean> submitted =
                    submitter
                            .apply(task(schedule, null, once))
                            .handle(
                                    (accepted, failure) ->
                                            wasSubmitted(schedule, accepted, failure));
            return Optional.of(new Run(schedule, cronSchedule, submitted));
        } catch (IllegalArgumentException e) {
            pauseInvalid(schedule, e);
            return Optional.empty();
        }
    }

    private static boolean wasSubmitted(
            Schedule schedule, @Nullable Accepted accepted, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debugf(
                    "Schedule %s waits for the next poll: %s", schedule.id(), failure.getMessage());
            return false;
        }
        return accepted != null && accepted.how() == How.CREATED;
    }

    private static boolean wasSubmitted(Run run) {
        return run.submitted().toCompletableFuture().join();
    }

    private void count(Run run, Instant now) {
        if (wasSubmitted(run)) {
            Instant due = Instant.ofEpochMilli(run.schedule().times().nextAt());
            meter.fired(Duration.between(due, now).toMillis());
            meter.missed(missed(run.cronSchedule(), due, now));
        }
    }

    private static int missed(CronSchedule cronSchedule, Instant due, Instant now) {
        int missed = 0;
        Optional<Instant> next = cronSchedule.next(due);
        while (missed < MAX_MISSED && next.isPresent() && !next.get().isAfter(now)) {
            missed++;
            next = cronSchedule.next(next.get());
        }
        return missed;
    }

    /** It was stored by a newer version, or on a machine that knows more time zones. */
    private void pauseInvalid(Schedule schedule, IllegalArgumentException e) {
        LOG.warnf(
                "Paused schedule %s, which this process cannot read: %s",
                schedule.id(), e.getMessage());
        store.pause(schedule.id());
    }

    /**
     * The task of one run; it belongs to the schedule's owner.
     *
     * @param once keeps the run from being submitted twice
     */
    static NewTask task(Schedule schedule, @Nullable String trace, @Nullable Once once) {
        Schedule.Options options = schedule.work().options();
        return new NewTask(
                schedule.kind(),
                schedule.work().payload(),
                schedule.owner(),
                0,
                new NewTask.Options(
                        options.priority(),
                        options.maxAttempts() == 0 ? null : options.maxAttempts(),
                        options.timeoutMillis() == 0
                                ? null
                                : Duration.ofMillis(options.timeoutMillis()),
                        null,
                        trace),
                once);
    }
}
