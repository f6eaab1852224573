package io.handoff.task;

/** What the engine counts, read at any time from any thread. */
public final class TaskCounts {

    private final TaskEngine engine;

    TaskCounts(TaskEngine engine) {
        this.engine = engine;
    }

    public int running() {
        return engine.running().size();
    }

    public int slots() {
        return engine.slots().size();
    }

    public int slotsBusy() {
        return engine.slots().busy();
    }

    public long queued() {
        return engine.load().queued();
    }

    public long scheduled() {
        return engine.load().scheduled();
    }

    public long queueLimit() {
        return engine.load().limit();
    }

    public int waiters() {
        return engine.ends().size();
    }
}
