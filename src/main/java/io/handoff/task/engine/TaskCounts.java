package io.handoff.task.engine;

/** What the engine counts, read at any time from any thread. */
public final class TaskCounts {

    private final EngineParts engine;

    TaskCounts(EngineParts engine) {
        this.engine = engine;
    }

    public int running() {
        return engine.runningTasks().size();
    }

    public int slots() {
        return engine.slots().size();
    }

    public int slotsBusy() {
        return engine.slots().busy();
    }

    public long queued() {
        return engine.queueGauge().queued();
    }

    public long scheduled() {
        return engine.queueGauge().scheduled();
    }

    public long queueLimit() {
        return engine.queueGauge().limit();
    }

    public int waiters() {
        return engine.completionWaiters().size();
    }
}
