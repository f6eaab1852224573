package io.handoff.task;

/**
 * Which tasks to list, newest first. Null means any.
 *
 * @param before only tasks with an id below it: the cursor
 * @param limit at most so many
 */
public record TaskQuery(TaskState state, String kind, String owner, String before, int limit) {}
