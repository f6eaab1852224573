package io.handoff.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.Latches;
import io.handoff.SettableClock;
import io.handoff.Settings;
import io.handoff.Stages;
import io.handoff.bus.LocalBus;
import io.handoff.limit.Limits;
import io.handoff.store.Accepted;
import io.handoff.store.Store;
import io.handoff.store.StoreSpy;
import io.handoff.store.Task;
import io.handoff.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The task engine as the service has it, on a real file, with fake workers and a settable clock.
 */
public final class Engine implements AutoCloseable, TaskMeter {

    public final SettableClock clock = new SettableClock();
    public final Store file;
    public final StoreSpy store;
    final LocalBus bus = new LocalBus();
    final TaskEngine parts;
    public final Tasks tasks;
    private final CountDownLatch refused = new CountDownLatch(1);
    private final BlockingQueue<Task> settled = new LinkedBlockingQueue<>();

    /**
     * @param pairs names (after {@code handoff.tasks.}) and values of settings, taking turns
     */
    public Engine(Path directory, FakeWorkers workers, String... pairs) {
        this(Sqlite.open(directory), workers, pairs);
    }

    /** On a store that is open, and will be closed with it. */
    public Engine(Store opened, FakeWorkers workers, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = "handoff.tasks." + pairs[i];
        }
        TaskSettings settings = Settings.of(TaskSettings.class, pairs);
        file = opened;
        store = new StoreSpy(file);
        Rules rules = new Rules(settings, () -> 0.5);
        parts =
                new TaskEngine(
                        settings,
                        store,
                        file,
                        bus,
                        workers,
                        new ObjectMapper(),
                        clock,
                        rules,
                        this,
                        Limits.enforced());
        tasks = new Tasks(store, parts, file.shared());
        parts.start();
    }

    /** Hands a task in; returns its id when it is durable. */
    String accept(String kind) {
        return accept(wanted(kind, 0, 0));
    }

    String accept(String kind, int priority) {
        return accept(wanted(kind, priority, 0));
    }

    String accept(NewTask wanted) {
        return Stages.value(tasks.accept(wanted)).taskId();
    }

    CompletionStage<Accepted> offer(String kind) {
        return tasks.accept(wanted(kind, 0, 0));
    }

    NewTask wanted(String kind, int priority, long runAt) {
        return new NewTask(
                kind, "{\"n\":1}", "alice", runAt, priority, null, null, null, null, null);
    }

    Task find(String id) {
        return tasks.find(id).orElseThrow();
    }

    /** The task as it is when it ends. */
    public Task end(String id) {
        var end = tasks.awaitEnd(id, Duration.ofSeconds(20)).orElseThrow();
        Task now = find(id);
        if (now.state().ended()) {
            end.complete(now);
        }
        Task ended = Stages.value(end);
        if (ended == null) {
            throw new AssertionError("The task did not end: " + find(id));
        }
        return ended;
    }

    /** The next task whose attempt was settled, as it is then. */
    Task settled() {
        try {
            Task task = settled.poll(20, TimeUnit.SECONDS);
            if (task == null) {
                throw new AssertionError("No attempt was settled");
            }
            return task;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Returns when nothing runs any more, and nothing will be started. */
    public void drain() {
        Duration patience = Duration.ofSeconds(10);
        Stages.value(parts.dispatcher().drain(patience, patience));
    }

    @Override
    public void accepted(String kind, long nanos) {}

    @Override
    public void finished(Task after, long millis) {
        settled.add(after);
    }

    @Override
    public void refused(String kind) {
        refused.countDown();
    }

    /** Returns when a late outcome was refused. */
    void awaitRefused() {
        Latches.pass(refused);
    }

    @Override
    public void close() {
        parts.close();
        file.close();
    }
}
