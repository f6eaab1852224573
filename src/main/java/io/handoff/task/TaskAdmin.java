package io.handoff.task;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Counts and discards the tasks of a {@link TaskStore}. Every adapter passes the suite {@code
 * TaskStoreContract}.
 */
public interface TaskAdmin {

    /** How many tasks the query fits, up to its limit; blocks. */
    long count(TaskQuery query);

    /**
     * Deletes tasks with their histories. Those that have not ended stay. A durable write, as in
     * {@link TaskStore}.
     *
     * @param ids some hundreds at most: other writes wait meanwhile
     * @return how many were deleted
     */
    CompletionStage<Integer> discard(List<String> ids);
}
