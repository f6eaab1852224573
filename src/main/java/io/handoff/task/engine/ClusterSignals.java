package io.handoff.task.engine;

import io.handoff.bus.Bus;
import io.handoff.bus.BusMessage.Published;
import io.handoff.bus.BusMessage.WorkAvailable;
import io.handoff.event.Channels;
import io.handoff.event.Event;
import io.handoff.event.Ids;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signals between replicas over the bus, which make quick what polling makes certain: a task is
 * queued on one of them; a task has ended on one of them, or was cancelled there and runs here.
 */
final class ClusterSignals {

    /** One hint serves all that is queued within this time. */
    private static final long PAUSE_NANOS = 5_000_000;

    private final Bus bus;
    private final String self;
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    ClusterSignals(Bus bus, Ids ids) {
        this.bus = bus;
        this.self = ids.next();
    }

    /** Signals that a task is queued. Cheap, from any thread. */
    void queued() {
        long now = System.nanoTime();
        long before = toldAt.get();
        if (now - before >= PAUSE_NANOS && toldAt.compareAndSet(before, now)) {
            bus.send(new WorkAvailable(self));
        }
    }

    /**
     * Begins to receive the signals of other replicas.
     *
     * @param poll runs when another replica has queued a task
     * @param readers where reads of the store may block
     */
    void listen(
            Runnable poll,
            Executions executions,
            CompletionWaiters completionWaiters,
            TaskStore store,
            Executor readers) {
        bus.listen(
                WorkAvailable.class,
                work -> {
                    if (!work.node().equals(self)) {
                        poll.run();
                    }
                });
        bus.listen(
                Published.class,
                published -> {
                    Event event = published.event();
                    if (isEnd(event)) {
                        stop(event, executions);
                        ended(event, executions, completionWaiters, store, readers);
                    }
                });
    }

    private static boolean isEnd(Event event) {
        return event.channel().startsWith(Channels.TASK)
                && TaskState.named(event.type()).filter(TaskState::ended).isPresent();
    }

    /** The outcome of an attempt that still runs here would be refused. */
    private static void stop(Event event, Executions executions) {
        if (event.type().equals(TaskState.CANCELLED.label())) {
            executions.find(idOf(event)).ifPresent(execution -> execution.stop(StopReason.FENCED));
        }
    }

    private static String idOf(Event event) {
        return event.channel().substring(Channels.TASK.length());
    }

    private static void ended(
            Event event,
            Executions executions,
            CompletionWaiters completionWaiters,
            TaskStore store,
            Executor readers) {
        String id = idOf(event);
        if (completionWaiters.isAwaited(id) && executions.find(id).isEmpty()) {
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
