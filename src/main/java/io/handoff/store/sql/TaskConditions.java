package io.handoff.store.sql;

import static io.handoff.task.TaskState.CANCELLED;
import static io.handoff.task.TaskState.RUNNING;
import static io.handoff.task.TaskState.SUCCEEDED;

import io.handoff.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on the state of a task. They are those of the partial indexes, to the letter: SQLite
 * uses such an index only for a query that repeats its condition.
 */
public final class TaskConditions {

    public static final String UNFINISHED = "state <= " + RUNNING.code();

    public static final String ENDED = "state >= " + SUCCEEDED.code();

    /** Ended, and not dead. */
    public static final String SUCCEEDED_OR_CANCELLED =
            "state IN (" + SUCCEEDED.code() + ", " + CANCELLED.code() + ")";

    /** A task whose unique key no other may have. */
    public static final String HOLDS_UNIQUE_KEY = "unique_key IS NOT NULL AND " + UNFINISHED;

    private TaskConditions() {}

    public static String in(TaskState state) {
        return "state = " + state.code();
    }

    /**
     * The condition on the owner, its one parameter. The index leaves out the guest, who in open
     * mode owns all tasks.
     */
    public static String ownedBy(@Nullable String owner) {
        return "guest".equals(owner) ? "owner = ?" : "owner = ? AND owner <> 'guest'";
    }
}
