package io.handoff.task;

import io.handoff.store.Task;

/** Told what happens to tasks; must return at once, and may be called from any thread. */
public interface TaskMeter {

    /** A new task is durable, {@code nanos} after it was handed in. */
    void accepted(String kind, long nanos);

    /** An attempt ended as {@code after} says; it had run for {@code millis}. */
    void finished(Task after, long millis);

    /** A late outcome was refused: the task had gone on without this attempt. */
    void refused(String kind);

    /** Measures nothing. */
    TaskMeter NONE =
            new TaskMeter() {
                @Override
                public void accepted(String kind, long nanos) {}

                @Override
                public void finished(Task after, long millis) {}

                @Override
                public void refused(String kind) {}
            };
}
