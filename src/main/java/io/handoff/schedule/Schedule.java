package io.handoff.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Work that is handed in again and again. Times are epoch milliseconds, 0 where there is none.
 *
 * @param name what people call it, or null
 * @param cron when, in the five fields of crontab(5) or as {@code @daily} and the like
 * @param zone whose clock on the wall that is
 * @param payload compact JSON, for each of its tasks
 * @param maxAttempts of each of its tasks; 0 for the kind's
 * @param timeoutMillis of each attempt; 0 for the kind's
 * @param nextAt when it is due; 0 while it is paused
 * @param lastAt when it last fired
 * @param lastTask the task of that, or null; it may not be kept any more
 */
public record Schedule(
        String id,
        @Nullable String name,
        String owner,
        String cron,
        String zone,
        String kind,
        String payload,
        int priority,
        int maxAttempts,
        long timeoutMillis,
        long createdAt,
        long nextAt,
        long lastAt,
        @Nullable String lastTask) {

    public boolean paused() {
        return nextAt == 0;
    }
}
