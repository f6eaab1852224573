package io.handoff.schedule;

import io.handoff.task.Submission;
import io.handoff.task.TaskStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where schedules live. Stages and values as in {@link TaskStore}. A schedule fires by the {@link
 * TaskStore#accept} of a task that is its {@link Submission.ScheduledRun}: the task and the
 * schedule's next time are one commit.
 *
 * <p>Every adapter passes the suite {@code ScheduleStoreContract}.
 */
public interface ScheduleStore {

    /** What became of a new one. */
    enum Added {
        STORED,
        /** Its owner has as many as may be; it was not stored. */
        OWNER_FULL,
        /** There are as many as may be, of all owners; it was not stored. */
        FULL
    }

    /**
     * The limits hold exactly, also where replicas share the store.
     *
     * @param perOwner how many an owner may have with this one
     * @param all how many there may be
     */
    CompletionStage<Added> add(Schedule schedule, long perOwner, long all);

    Optional<Schedule> find(String id);

    /**
     * Newest first.
     *
     * @param owner whose, or null for everybody's
     * @param before only those with an id below it, or null
     */
    List<Schedule> list(@Nullable String owner, @Nullable String before, int limit);

    /** Those of the given kinds that are due at {@code now}, the longest due first. */
    List<Schedule> due(Set<String> kinds, long now, int limit);

    /** The kinds of all that are not paused. */
    Set<String> kinds();

    /** The schedule as it is then, paused; empty if there is none. */
    CompletionStage<Optional<Schedule>> pause(String id);

    /**
     * One that is not paused stays as it is.
     *
     * @return the schedule as it is then; empty if there is none
     */
    CompletionStage<Optional<Schedule>> resume(String id, long nextAt);

    /** Whether there was one. */
    CompletionStage<Boolean> delete(String id);
}
