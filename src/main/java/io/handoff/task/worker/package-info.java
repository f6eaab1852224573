/**
 * What the author of a worker sees: {@link io.handoff.task.worker.Kind}, {@link
 * io.handoff.task.worker.TaskRun}, {@link io.handoff.task.worker.PermanentFailure}.
 */
package io.handoff.task.worker;
