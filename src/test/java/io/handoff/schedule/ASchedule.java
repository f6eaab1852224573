package io.handoff.schedule;

import io.handoff.task.ATask;

/** Builds a schedule for tests; hourly by default. */
public final class ASchedule {

    private final long nextAt;
    private String owner = "guest";
    private String cron = "@hourly";
    private String kind = "process";
    private String payload = "{}";

    private ASchedule(long nextAt) {
        this.nextAt = nextAt;
    }

    /** A schedule due at this time. */
    public static ASchedule at(long nextAt) {
        return new ASchedule(nextAt);
    }

    public ASchedule owner(String name) {
        owner = name;
        return this;
    }

    public ASchedule cron(String text) {
        cron = text;
        return this;
    }

    public ASchedule kind(String name) {
        kind = name;
        return this;
    }

    public ASchedule payload(String json) {
        payload = json;
        return this;
    }

    public Schedule build() {
        return new Schedule(
                ATask.nextId(),
                null,
                owner,
                new Schedule.Rule(cron, "UTC"),
                new Schedule.Work(kind, payload, new Schedule.Options(0, 0, 0)),
                new Schedule.Times(1, nextAt, 0),
                null);
    }
}
