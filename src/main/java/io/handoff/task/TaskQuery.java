package io.handoff.task;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list, newest first. Null means any.
 *
 * @param before only tasks with an id below it: the cursor
 * @param limit at most so many
 */
public record TaskQuery(
        @Nullable TaskState state,
        @Nullable String kind,
        @Nullable String owner,
        @Nullable String before,
        int limit) {}
