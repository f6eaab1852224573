package io.handoff.task.worker;

import io.quarkus.arc.AsyncObserverExceptionHandler;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Keeps workers' failures out of the error log: they are expected, retried and kept with the task,
 * and the engine says when one is final. Other async observers' failures are logged.
 */
@Singleton
final class WorkerFailures implements AsyncObserverExceptionHandler {

    private static final Logger LOG = Logger.getLogger(WorkerFailures.class);

    @Override
    public void handle(Throwable failure, ObserverMethod<?> observer, EventContext<?> context) {
        if (!(context.getEvent() instanceof TaskRun)) {
            LOG.errorf(failure, "%s failed", observer);
        }
    }
}
