package io.handoff.task.worker;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The workers of this service, by kind. */
public interface Workers {

    /** The kinds that have a worker. */
    Set<String> kinds();

    /**
     * Starts the worker on {@code executor}.
     *
     * @return ends when the worker returns, with its exception if it threw one
     */
    CompletionStage<?> fire(TaskRun run, Executor executor);
}
