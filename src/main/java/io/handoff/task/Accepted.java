package io.handoff.task;

import org.jspecify.annotations.Nullable;

/**
 * The result of a submission, and the task that it led to.
 *
 * @param taskId null only for {@link How#NOT_DUE}
 */
public record Accepted(How how, @Nullable String taskId) {

    public enum How {
        /** Stored: {@code taskId} is the submitted task's. */
        CREATED,
        /** An unfinished task with the same unique key exists; nothing was added. */
        DUPLICATE,
        /** The same request was accepted before; nothing was added. */
        REPLAYED,
        /** The idempotency key was used for another request; nothing was added. */
        KEY_REUSED,
        /**
         * The schedule whose run this is was not due then (any more); nothing was added, and there
         * is no task id.
         */
        NOT_DUE
    }
}
