package io.handoff.task;

import java.util.List;
import java.util.function.Consumer;

/** Counts what happens to tasks. Must return at once; called from any thread. */
public interface TaskMeter {

    /** A new task is durable, {@code nanos} after it was submitted. */
    default void accepted(String kind, long nanos) {}

    /** An attempt starts here, {@code waitedMillis} after it might have. */
    default void started(Task task, long waitedMillis) {}

    /** A transition is durable, a start or an end among them; new tasks are not reported here. */
    default void moved(Transition transition) {}

    /** An attempt ended as {@code after} says; it had run for {@code millis}. */
    default void finished(Task after, long millis) {}

    /** A late outcome was refused: the task had gone on without this attempt. */
    default void refused(String kind) {}

    /** All of them as one. */
    static TaskMeter all(List<TaskMeter> meters) {
        return new All(List.copyOf(meters));
    }

    /** Several as one. */
    record All(List<TaskMeter> meters) implements TaskMeter {

        @Override
        public void accepted(String kind, long nanos) {
            each(meter -> meter.accepted(kind, nanos));
        }

        @Override
        public void started(Task task, long waitedMillis) {
            each(meter -> meter.started(task, waitedMillis));
        }

        @Override
        public void moved(Transition transition) {
            each(meter -> meter.moved(transition));
        }

        @Override
        public void finished(Task after, long millis) {
            each(meter -> meter.finished(after, millis));
        }

        @Override
        public void refused(String kind) {
            each(meter -> meter.refused(kind));
        }

        private void each(Consumer<TaskMeter> tell) {
            meters.forEach(tell);
        }
    }
}
