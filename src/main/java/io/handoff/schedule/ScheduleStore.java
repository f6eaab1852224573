package io.handoff.schedule;

import io.handoff.task.Submission;
import io.handoff.task.TaskStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where schedules live. Stages and values as in {@link TaskStore}. A schedule runs through {@link
 * TaskStore#accept} of a {@link Submission.ScheduledRun}: the task and the schedule's next time are
 * one commit.
 *
 * <p>Every adapter passes the suite {@code ScheduleStoreContract}.
 */
public interface ScheduleStore {

    /** The result of adding a schedule. */
    enum Added {
        STORED,
        /** Not stored: the owner has reached the limit. */
        OWNER_FULL,
        /** Not stored: all owners together have reached the limit. */
        FULL
    }

    /**
     * The limits hold exactly, also where replicas share the store.
     *
     * @param perOwner maximum of one owner, this one included
     * @param all maximum of all owners together
     */
    CompletionStage<Added> add(Schedule schedule, long perOwner, long all);

    Optional<Schedule> find(String id);

    /**
     * Newest first.
     *
     * @param owner null for all owners
     * @param before only ids below it, or null
     */
    List<Schedule> list(@Nullable String owner, @Nullable String before, int limit);

    /** Schedules of the given kinds that are due at {@code now}, longest overdue first. */
    List<Schedule> due(Set<String> kinds, long now, int limit);

    /** The kinds of all schedules that are not paused. */
    Set<String> kinds();

    /** The schedule, now paused; empty if there is none. */
    CompletionStage<Optional<Schedule>> pause(String id);

    /**
     * Changes when a schedule is due next. One that is due at another time than {@code from} stays
     * as it is.
     *
     * @param from 0 for one that is paused
     * @return the schedule afterwards; empty if there is none
     */
    CompletionStage<Optional<Schedule>> reschedule(String id, long from, long to);

    /** Whether there was such a schedule. */
    CompletionStage<Boolean> delete(String id);
}
