package io.handoff.schedule;

import io.handoff.access.Caller;
import io.handoff.access.Denied;
import io.handoff.event.Ids;
import io.handoff.http.Problem;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What callers can do with schedules. A caller who may not read all schedules gets 403 for a
 * missing one as for one of another owner, as with tasks: the answer must not reveal which ids
 * exist.
 */
final class ScheduleOperations {

    private final ScheduleStore store;
    private final ScheduleSettings settings;
    private final Limits limits;
    private final Ids ids;
    private final InstantSource clock;

    ScheduleOperations(
            ScheduleStore store,
            ScheduleSettings settings,
            Limits limits,
            Ids ids,
            InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Completes with the schedule once it is durable.
     *
     * @throws Problem also through the stage, if a limit on schedules is reached
     */
    CompletionStage<Schedule> add(ScheduleRequest request, Caller owner) {
        Schedule schedule = request.toSchedule(ids.next(), owner.name(), clock.instant());
        return add(schedule, settings.perOwner(), settings.limit());
    }

    private CompletionStage<Schedule> add(Schedule schedule, long perOwner, long all) {
        return store.add(schedule, perOwner, all)
                .thenCompose(
                        added ->
                                switch (added) {
                                    case STORED -> CompletableFuture.completedStage(schedule);
                                    case OWNER_FULL -> ownerFull(schedule, all);
                                    case FULL -> full(schedule, perOwner);
                                });
    }

    private CompletionStage<Schedule> ownerFull(Schedule schedule, long all) {
        if (!limits.reached(Limit.SCHEDULES_PER_OWNER)) {
            return add(schedule, Long.MAX_VALUE, all);
        }
        throw Problem.conflict(
                "You already have "
                        + settings.perOwner()
                        + " schedules (handoff.schedules.per-owner); delete one first.");
    }

    private CompletionStage<Schedule> full(Schedule schedule, long perOwner) {
        if (!limits.reached(Limit.SCHEDULES)) {
            return add(schedule, perOwner, Long.MAX_VALUE);
        }
        throw Problem.unavailable(
                "There are already "
                        + settings.limit()
                        + " schedules (handoff.schedules.limit); try again later.");
    }

    /** The schedules that the caller may see, newest first; blocks. */
    List<Schedule> list(Caller caller, @Nullable String before, int limit) {
        return store.list(caller.readsAll() ? null : caller.name(), before, limit);
    }

    /**
     * Blocks.
     *
     * @throws Problem if there is none, or the caller may not see it
     */
    Schedule visible(Caller caller, String id) {
        return store.find(id)
                .filter(schedule -> caller.maySeeTaskOf(schedule.owner()))
                .orElseThrow(() -> missing(caller, id));
    }

    /**
     * Blocks.
     *
     * @throws Problem if there is none, or the caller may not change it
     */
    Schedule changeable(Caller caller, String id) {
        Schedule schedule = visible(caller, id);
        if (!caller.mayChangeTaskOf(schedule.owner())) {
            throw Denied.foreign(
                    "This schedule belongs to another user: you may read it but not change it.");
        }
        return schedule;
    }

    /** Blocks before the write. */
    CompletionStage<Schedule> pause(Caller caller, String id) {
        changeable(caller, id);
        return store.pause(id).thenApply(after -> present(after, caller, id));
    }

    /** Runs that were due during the pause are not made up. Blocks before the write. */
    CompletionStage<Schedule> resume(Caller caller, String id) {
        Schedule schedule = changeable(caller, id);
        long next = next(schedule).toEpochMilli();
        return store.reschedule(id, 0, next).thenApply(after -> present(after, caller, id));
    }

    private Instant next(Schedule schedule) {
        try {
            Optional<Instant> next = CronSchedule.of(schedule).next(clock.instant());
            return next.orElseThrow(() -> new IllegalArgumentException("it is never due again."));
        } catch (IllegalArgumentException e) {
            throw Problem.conflict(
                    "The schedule cannot be resumed: "
                            + e.getMessage()
                            + " Delete it and create another.");
        }
    }

    /** Blocks before the write. */
    CompletionStage<Void> delete(Caller caller, String id) {
        changeable(caller, id);
        return store.delete(id)
                .thenAccept(
                        deleted -> {
                            if (!deleted) {
                                throw missing(caller, id);
                            }
                        });
    }

    private static Schedule present(Optional<Schedule> after, Caller caller, String id) {
        return after.orElseThrow(() -> missing(caller, id));
    }

    private static Problem missing(Caller caller, String id) {
        return caller.readsAll()
                ? Problem.notFound("There is no schedule " + id + '.')
                : Denied.foreign("You have no schedule " + id + '.');
    }
}
