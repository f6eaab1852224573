package io.handoff.task.api;

import io.handoff.http.Problem;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /tasks}, and the link to its next page. */
record TaskListQuery(
        @Nullable TaskState state, @Nullable String kind, int limit, @Nullable String cursor) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

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

    /** For counting. */
    static TaskListQuery toCount(@Nullable String state, @Nullable String kind) {
        return new TaskListQuery(state(state), kind, MOST_COUNTED, null);
    }

    /**
     * Asks for one more than fits, to know whether there is a next page.
     *
     * @param owner whose tasks, or null for all
     */
    TaskQuery query(@Nullable String owner) {
        return new TaskQuery(state, kind, owner, cursor, limit + 1);
    }

    List<Task> page(List<Task> found) {
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    @Nullable String next(List<Task> found) {
        if (found.size() <= limit) {
            return null;
        }
        return "/tasks?limit="
                + limit
                + "&cursor="
                + found.get(limit - 1).id()
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
