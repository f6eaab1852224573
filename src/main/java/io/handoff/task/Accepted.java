package io.handoff.task;

/** What became of a submission: how, and which task stands for it. */
public record Accepted(How how, String taskId) {

    public enum How {
        /** Stored: {@code taskId} is the submitted task's. */
        CREATED,
        /** An unfinished task with the same unique key stands; nothing was added. */
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
