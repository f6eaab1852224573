package io.handoff.task;

import io.handoff.task.Task.Attempts;
import io.handoff.task.Task.Options;
import io.handoff.task.Task.Outcome;
import io.handoff.task.Task.Spec;
import io.handoff.task.Task.Times;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A task for tests: an ordinary one but for what is said. */
public final class ATask {

    private static final AtomicLong IDS = new AtomicLong();

    private String id = nextId();
    private String kind = "process";
    private String payload = "{}";
    private TaskState state = TaskState.QUEUED;
    private int priority;
    private String owner = "guest";
    private String uniqueKey;
    private int attempt;
    private int uncounted;
    private int crashes;
    private int maxAttempts = 15;
    private long createdAt = 1_000;
    private long runAt = 1_000;
    private long endedAt;
    private String result;

    private ATask(TaskState state) {
        this.state = state;
    }

    public static ATask in(TaskState state) {
        ATask task = new ATask(state);
        task.attempt = state == TaskState.RUNNING ? 1 : 0;
        task.endedAt = state.ended() ? 1_000 : 0;
        return task;
    }

    public static ATask queued() {
        return in(TaskState.QUEUED);
    }

    /** Rises from call to call, as the ids of one process do. */
    public static String nextId() {
        return new UUID(IDS.incrementAndGet() << 16 | 0x7000L, 0x8000000000000000L).toString();
    }

    public ATask kind(String name) {
        kind = name;
        return this;
    }

    public ATask payload(String json) {
        payload = json;
        return this;
    }

    public ATask priority(int value) {
        priority = value;
        return this;
    }

    public ATask owner(String name) {
        owner = name;
        return this;
    }

    public ATask uniqueKey(String key) {
        uniqueKey = key;
        return this;
    }

    public ATask attempts(int made, int allowed) {
        attempt = made;
        maxAttempts = allowed;
        return this;
    }

    public ATask crashes(int number) {
        crashes = number;
        uncounted = number;
        return this;
    }

    public ATask runAt(long time) {
        runAt = time;
        return this;
    }

    public ATask endedAt(long time) {
        endedAt = time;
        return this;
    }

    public ATask result(String json) {
        result = json;
        return this;
    }

    public Task build() {
        Options options = new Options(priority, maxAttempts, 60_000, uniqueKey, null);
        return new Task(
                id,
                new Spec(kind, payload, owner, options),
                state,
                new Attempts(attempt, uncounted, crashes),
                new Times(createdAt, runAt, attempt > 0 ? 1_000 : 0, endedAt),
                new Outcome(Progress.NONE, result, null),
                TaskHistory.of(TaskHistory.line(state.label(), 1_000, null)));
    }
}
