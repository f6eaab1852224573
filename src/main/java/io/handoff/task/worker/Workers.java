package io.handoff.task.worker;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Hands attempts to whoever does their kind of work. */
public interface Workers {

    /** The kinds somebody does. */
    Set<String> kinds();

    /**
     * Starts the worker on {@code executor}.
     *
     * @return ends when the worker returns, with its exception if it threw one
     */
    CompletionStage<?> fire(TaskRun run, Executor executor);
}
