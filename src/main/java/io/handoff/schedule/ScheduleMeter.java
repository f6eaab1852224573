package io.handoff.schedule;

/** Counts the runs of schedules. */
public interface ScheduleMeter {

    /** A schedule made a task, this many milliseconds after it was due. */
    void fired(long lateMillis);

    /** This many due times passed without a task of their own; the next run makes up for them. */
    void missed(int runs);
}
