package io.handoff.task.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.task.Lifecycle;
import io.handoff.task.TaskMeter;
import io.handoff.task.worker.Workers;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all executions share.
 *
 * @param threads where workers run
 * @param timer where an outcome that the store refused is tried again
 * @param maxResult characters that a result may have
 */
record ExecutionContext(
        Workers workers,
        Executor threads,
        ScheduledExecutorService timer,
        TransitionWriter writer,
        Lifecycle lifecycle,
        Time time,
        TaskMeter meter,
        Results results) {

    /** How workers' objects become JSON. */
    record Results(ObjectMapper json, long maxResult) {}
}
