package io.handoff.task;

import io.handoff.event.Channels;

/**
 * A task as it is stored. Times are epoch milliseconds, 0 where there is none yet.
 *
 * @param payload compact JSON the caller sent
 * @param priority higher runs first
 * @param uniqueKey at most one unfinished task carries it; null for none
 * @param attempt how often the task was started; fences late results of earlier starts
 * @param excused starts that do not count against {@code maxAttempts}: crashes and drains
 * @param crashes starts that ended with the process
 * @param runAt when it may start next
 * @param result compact JSON, null until it succeeded or where the worker set none
 * @param trace W3C {@code traceparent} of the request that brought it, or null
 * @param seq number of the newest line of {@code history}
 * @param history its life so far, one line per event: see {@link TaskHistory}
 */
public record Task(
        String id,
        String kind,
        String payload,
        TaskState state,
        int priority,
        String owner,
        String uniqueKey,
        int attempt,
        int uncountedAttempts,
        int crashes,
        int maxAttempts,
        long timeoutMillis,
        long createdAt,
        long runAt,
        long startedAt,
        long endedAt,
        int progress,
        String note,
        String result,
        String error,
        String trace,
        int seq,
        String history) {

    /** The channel on which its life is told. */
    public String channel() {
        return channelOf(id);
    }

    public static String channelOf(String id) {
        return Channels.TASK + id;
    }

    /** Failed or running attempts that count against {@link #maxAttempts}. */
    public int countedAttempts() {
        return attempt - uncountedAttempts;
    }
}
