/**
 * Submits, dispatches, executes, completes, retries and rescues tasks. {@link
 * io.handoff.task.engine.TaskEngine} is the facade.
 */
package io.handoff.task.engine;
