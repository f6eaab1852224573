package io.handoff.task.api;

import io.handoff.http.PageReader.Page;
import io.handoff.http.Problem;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /tasks}, and the link to its next page. */
record TaskListQuery(
        @Nullable TaskState state, @Nullable String kind, int limit, @Nullable String cursor) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    /** Of all fields but payload, result and error. */
    private static final int VIEW_SIZE = 700;

    /** Up to here tasks are counted. */
    static final int MOST_COUNTED = 10_000;

    private static final Pattern CURSOR = Pattern.compile("[0-9a-f-]{36}");

    static TaskListQuery parse(
            @Nullable String state,
            @Nullable String kind,
            @Nullable String limit,
            @Nullable String cursor) {
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw Problem.badRequest(
                    "Invalid 'cursor': use the value of 'next' from the previous page.");
        }
        return new TaskListQuery(state(state), kind, limit(limit), cursor);
    }

    /** For counting: up to one more than is counted, to know whether there are more. */
    static TaskListQuery toCount(@Nullable String state, @Nullable String kind) {
        return new TaskListQuery(state(state), kind, MOST_COUNTED + 1, null);
    }

    /**
     * @param owner whose tasks, or null for all
     */
    TaskQuery query(@Nullable String owner) {
        return new TaskQuery(state, kind, owner, cursor, limit);
    }

    /**
     * Part of the page.
     *
     * @param last the task after which to continue, or null for the first part
     */
    TaskQuery query(@Nullable String owner, @Nullable Task last, int count) {
        return new TaskQuery(state, kind, owner, last == null ? cursor : last.id(), count);
    }

    /** About how many bytes a task takes in the page. */
    static long size(Task task) {
        return VIEW_SIZE
                + task.payload().length()
                + length(task.outcome().result())
                + length(task.outcome().error());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    @Nullable String next(Page<Task> page) {
        if (!page.more()) {
            return null;
        }
        return "/tasks?limit="
                + limit
                + "&cursor="
                + page.last().id()
                + (state == null ? "" : "&state=" + state.label())
                + (kind == null ? "" : "&kind=" + URLEncoder.encode(kind, StandardCharsets.UTF_8));
    }

    private static @Nullable TaskState state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return TaskState.named(name)
                .orElseThrow(
                        () ->
                                Problem.badRequest(
                                        "Unknown state '"
                                                + name
                                                + "'; known are "
                                                + Arrays.stream(TaskState.values())
                                                        .map(TaskState::label)
                                                        .toList()
                                                + "."));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Problem.badRequest("'limit' must be a whole number from 1 to " + MAX_LIMIT + ".");
    }
}
