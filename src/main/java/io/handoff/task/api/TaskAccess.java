package io.handoff.task.api;

import io.handoff.access.Caller;
import io.handoff.access.Denied;
import io.handoff.http.Problem;
import io.handoff.task.Task;
import io.handoff.task.engine.TaskEngine;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a caller may read and change. For a caller that may not read all, a task of another
 * owner is the same as none: both are 403, so that ids cannot be probed.
 */
final class TaskAccess {

    private final TaskEngine taskEngine;

    TaskAccess(TaskEngine taskEngine) {
        this.taskEngine = taskEngine;
    }

    /** The owner whose tasks the caller may list, or null for all. */
    static @Nullable String listed(Caller caller) {
        return caller.readsAll() ? null : caller.name();
    }

    /**
     * Blocks.
     *
     * @throws Problem if there is no such task for this caller
     */
    Task visible(Caller caller, String id) {
        return taskEngine
                .find(id)
                .filter(task -> caller.maySeeTaskOf(task.owner()))
                .orElseThrow(() -> missing(caller, id));
    }

    /**
     * Blocks.
     *
     * @throws Problem if this caller may not cancel the task, run it again or discard it
     */
    Task changeable(Caller caller, String id) {
        Task task = visible(caller, id);
        if (!caller.mayChangeTaskOf(task.owner())) {
            throw Denied.foreign(
                    "The task belongs to another user: you may read it, but not change it.");
        }
        return task;
    }

    static Problem missing(Caller caller, String id) {
        return caller.readsAll()
                ? Problem.notFound("There is no task " + id + " (any more).")
                : Denied.foreign("There is no task " + id + " of yours (any more).");
    }
}
