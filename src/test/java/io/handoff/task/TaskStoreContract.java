package io.handoff.task;

/**
 * The suite that every {@link TaskStore} passes. An adapter's test extends this class, opens a
 * fresh store before each test and closes it after.
 */
public abstract class TaskStoreContract
        implements AcceptContract,
                MoveContract,
                AdvanceContract,
                ListContract,
                PurgeContract,
                TaskAdminContract {}
