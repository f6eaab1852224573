package io.handoff.schedule;

/** What schedules do, counted. */
public interface ScheduleMeter {

    /** A task was handed in for a schedule, so many milliseconds after its time. */
    void fired(long lateMillis);

    /** So many runs went by without one of their own: the next one stands for them. */
    void missed(int runs);
}
