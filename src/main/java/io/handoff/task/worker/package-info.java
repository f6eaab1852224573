/**
 * What the author of a worker sees: {@link io.handoff.task.worker.Kind}, {@link
 * io.handoff.task.worker.TaskRun}, {@link io.handoff.task.worker.PermanentFailure}.
 */
@NullMarked
package io.handoff.task.worker;

import org.jspecify.annotations.NullMarked;
