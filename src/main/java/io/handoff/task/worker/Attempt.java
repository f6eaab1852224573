package io.handoff.task.worker;

import io.handoff.event.Conditions;
import io.handoff.task.Progress;
import io.handoff.task.Task;
import org.jspecify.annotations.Nullable;

/** What a {@link TaskRun} asks of the engine that executes it, and reports to it. */
public interface Attempt {

    /** The task as it was when the attempt started, or last stored its progress. */
    Task task();

    /** W3C {@code traceparent} of this attempt, or null. */
    @Nullable String traceparent();

    /** Why the attempt should end, or null while it may go on. */
    @Nullable String stopReason();

    /** From any thread; the newest counts. */
    void progress(Progress progress);

    /**
     * @param json compact JSON
     */
    void result(String json);

    /**
     * Stored with the outcome if the attempt succeeds.
     *
     * @param json compact JSON
     */
    void tellUser(String user, String type, Conditions conditions, String json);
}
