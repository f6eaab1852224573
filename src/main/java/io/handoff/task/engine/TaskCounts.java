package io.handoff.task.engine;

/** What the engine counts, read at any time from any thread. */
public final class TaskCounts {

    private final EngineParts engine;

    TaskCounts(EngineParts engine) {
        this.engine = engine;
    }

    public int running() {
        return engine.executions().size();
    }

    public int slots() {
        return engine.slots().size();
    }

    public int slotsBusy() {
        return engine.slots().busy();
    }

    public long queued() {
        return engine.queue().queued();
    }

    public long scheduled() {
        return engine.queue().scheduled();
    }

    public long queueLimit() {
        return engine.queue().limit();
    }

    public int waiters() {
        return engine.waiters().size();
    }
}
