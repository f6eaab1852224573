package io.handoff.store;

/** Before which moments (epoch milliseconds) ended things are deleted. */
public record Retention(
        long endedBefore, long deadBefore, long keysBefore, long eventsBefore, int limit) {}
