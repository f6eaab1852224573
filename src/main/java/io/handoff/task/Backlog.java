package io.handoff.task;

/**
 * How many tasks wait in the store.
 *
 * @param oldestQueued when the longest waiting queued task became due, epoch milliseconds, 0 if
 *     none waits
 */
public record Backlog(long scheduled, long queued, long running, long oldestQueued) {}
