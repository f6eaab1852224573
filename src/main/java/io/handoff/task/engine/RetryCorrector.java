package io.handoff.task.engine;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.ClockWatch;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * After the clock was set back: queues the retries that wait for a time which only the wrong clock
 * was near. Also at the start, when nothing is known of the clock before.
 */
final class RetryCorrector {

    private static final Logger LOG = Logger.getLogger(RetryCorrector.class);

    /** Tasks come with their payloads. */
    private static final int PAGE = 100;

    private final TaskStore store;
    private final ExecutionContext context;
    private final Dispatcher dispatcher;
    private final Executor readers;
    private final ClockWatch watch;
    private final AtomicBoolean correcting = new AtomicBoolean();
    private volatile boolean due;

    /**
     * @param readers where reads of the store may block
     */
    RetryCorrector(
            TaskStore store, ExecutionContext context, Dispatcher dispatcher, Executor readers) {
        this.store = store;
        this.context = context;
        this.dispatcher = dispatcher;
        this.readers = readers;
        this.watch = new ClockWatch(context.time().wall(), context.time().monotonic());
    }

    /** Looks at the clock; on one thread. Never blocks. */
    void check() {
        due |= watch.wasSetBack();
        if (due && correcting.compareAndSet(false, true)) {
            try {
                readers.execute(this::correct);
            } catch (RejectedExecutionException e) {
                correcting.set(false);
            }
        }
    }

    private void correct() {
        try {
            due = false;
            correctAll();
        } catch (StoreUnavailable | CompletionException e) {
            due = true;
            LOG.debugf("Retries are checked later: %s", e.getMessage());
        } finally {
            correcting.set(false);
        }
    }

    private void correctAll() {
        int corrected = 0;
        String before = null;
        List<Task> page;
        do {
            page = store.list(new TaskQuery(TaskState.SCHEDULED, null, null, before, PAGE));
            corrected += correct(page);
            before = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == PAGE);
        if (corrected > 0) {
            LOG.warnf("Queued %d retries that a clock which was ahead had put off", corrected);
            dispatcher.wake();
        }
    }

    private int correct(List<Task> page) {
        return page.stream()
                .filter(context.lifecycle()::waitsTooLong)
                .map(task -> context.writer().move(context.lifecycle().retryNow(task)))
                .toList()
                .stream()
                .mapToInt(moved -> moved.toCompletableFuture().join() ? 1 : 0)
                .sum();
    }
}
