package io.handoff.store;

/**
 * Before which moments (epoch milliseconds) ended things are deleted.
 *
 * @param keysBefore idempotency keys, and the ids of what was published
 * @param limit of each sort at most so many
 */
public record Retention(
        long endedBefore, long deadBefore, long keysBefore, long eventsBefore, int limit) {}
