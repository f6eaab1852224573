/**
 * Submits, dispatches, executes, completes, retries and rescues tasks. {@link
 * io.handoff.task.engine.TaskEngine} is the facade.
 */
@NullMarked
package io.handoff.task.engine;

import org.jspecify.annotations.NullMarked;
