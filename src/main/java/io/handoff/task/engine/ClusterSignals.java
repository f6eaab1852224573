package io.handoff.task.engine;

import io.handoff.bus.Bus;
import io.handoff.event.Channels;
import io.handoff.event.Event;
import io.handoff.event.Ids;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import io.handoff.task.worker.RunState;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What replicas tell each other over the bus so that nobody has to wait for the next look at the
 * store: there is work to claim here; a task has ended there, or was cancelled there and runs here.
 * Hints: without them it takes a second, or until the attempt next stores its progress.
 */
final class ClusterSignals {

    /** In no namespace that clients can ask for. */
    private static final String CHANNEL = "work";

    /** One hint serves all that is queued within this time. */
    private static final long PAUSE_NANOS = 5_000_000;

    private final Bus bus;
    private final Ids ids;
    private final InstantSource clock;
    private final String self;
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    ClusterSignals(Bus bus, Ids ids, InstantSource clock) {
        this.bus = bus;
        this.ids = ids;
        this.clock = clock;
        this.self = ids.next();
    }

    /** Tells the others that a task waits here. Cheap, from any thread. */
    void queued() {
        long now = System.nanoTime();
        long before = toldAt.get();
        if (now - before >= PAUSE_NANOS && toldAt.compareAndSet(before, now)) {
            bus.publish(new Event(CHANNEL, 0, ids.next(), self, clock.millis(), "{}"));
        }
    }

    /**
     * Begins to listen to the others.
     *
     * @param look runs when one of them has work to claim
     * @param readers where the store may be asked
     */
    void listen(
            Runnable look,
            RunningTasks runningTasks,
            CompletionWaiters completionWaiters,
            TaskStore store,
            Executor readers) {
        bus.listen(
                event -> {
                    if (event.channel().equals(CHANNEL) && !event.type().equals(self)) {
                        look.run();
                    } else if (isEnd(event)) {
                        stop(event, runningTasks);
                        ended(event, runningTasks, completionWaiters, store, readers);
                    }
                });
    }

    private static boolean isEnd(Event event) {
        return event.channel().startsWith(Channels.TASK)
                && TaskState.named(event.type()).filter(TaskState::ended).isPresent();
    }

    /** What it comes to here would be refused. An attempt that has ended here hears nothing. */
    private static void stop(Event event, RunningTasks runningTasks) {
        if (event.type().equals(TaskState.CANCELLED.label())) {
            runningTasks.find(idOf(event)).ifPresent(run -> run.state().stop(RunState.Stop.TAKEN));
        }
    }

    private static String idOf(Event event) {
        return event.channel().substring(Channels.TASK.length());
    }

    private static void ended(
            Event event,
            RunningTasks runningTasks,
            CompletionWaiters completionWaiters,
            TaskStore store,
            Executor readers) {
        String id = idOf(event);
        if (completionWaiters.isAwaited(id) && runningTasks.find(id).isEmpty()) {
            readers.execute(
                    () ->
                            store.find(id)
                                    .filter(ClusterSignals::hasEnded)
                                    .ifPresent(completionWaiters::complete));
        }
    }

    private static boolean hasEnded(Task task) {
        return task.state().ended();
    }
}
