/**
 * The model of tasks: states, transitions, policies; and the ports {@link
 * io.handoff.task.TaskStore}, {@link io.handoff.task.TaskAdmin} and {@link io.handoff.task.Nodes}.
 * Decides, and writes nothing.
 */
@NullMarked
package io.handoff.task;

import org.jspecify.annotations.NullMarked;
