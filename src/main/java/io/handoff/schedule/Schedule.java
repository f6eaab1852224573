package io.handoff.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Work that is submitted again and again.
 *
 * @param id time-ordered
 * @param name for people, or null
 * @param owner whose tasks it makes
 * @param lastTask the newest task it made, or null; that task may have been purged since
 */
public record Schedule(
        String id,
        @Nullable String name,
        String owner,
        Rule rule,
        Work work,
        Times times,
        @Nullable String lastTask) {

    /**
     * When it runs.
     *
     * @param cron five fields as in crontab(5), or {@code @daily} and the like
     * @param zone the time zone in which the expression is read
     */
    public record Rule(String cron, String zone) {}

    /**
     * What each of its tasks does.
     *
     * @param payload compact JSON
     */
    public record Work(String kind, String payload, Options options) {}

    /**
     * How each of its tasks is executed.
     *
     * @param maxAttempts 0 for the kind's
     * @param timeoutMillis of each attempt; 0 for the kind's
     */
    public record Options(int priority, int maxAttempts, long timeoutMillis) {}

    /**
     * Epoch milliseconds, 0 where there is none.
     *
     * @param nextAt when it is due; 0 while it is paused
     * @param lastAt when it last made a task
     */
    public record Times(long createdAt, long nextAt, long lastAt) {}

    public String kind() {
        return work.kind();
    }

    public boolean paused() {
        return times.nextAt() == 0;
    }
}
