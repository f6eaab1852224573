package io.handoff.task.engine;

import java.time.Duration;

/**
 * Looks at the attempts that run: publishes their progress, interrupts those over their timeout,
 * and abandons those that ignore it. How often it looks bounds how often progress is published.
 */
final class ExecutionMonitor {

    private final Executions executions;
    private final long graceMillis;

    /**
     * @param grace how long an interrupted attempt may go on before it is abandoned
     */
    ExecutionMonitor(Executions executions, Duration grace) {
        this.executions = executions;
        this.graceMillis = grace.toMillis();
    }

    /** To be called several times a second; costs a look at each running attempt. */
    void check() {
        for (TaskExecution execution : executions.all()) {
            execution.publishProgress();
            execution.enforceTimeout(graceMillis);
        }
    }
}
