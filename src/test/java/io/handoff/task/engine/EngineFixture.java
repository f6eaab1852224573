package io.handoff.task.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.Latches;
import io.handoff.SettableClock;
import io.handoff.Settings;
import io.handoff.Stages;
import io.handoff.bus.LocalBus;
import io.handoff.event.Ids;
import io.handoff.limit.Limits;
import io.handoff.store.StoreSpy;
import io.handoff.store.sql.Store;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.task.Accepted;
import io.handoff.task.KindPolicy;
import io.handoff.task.NewTask;
import io.handoff.task.Task;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The task engine as the service has it, on a real file, with fake workers and a settable clock.
 */
public final class EngineFixture implements AutoCloseable, TaskMeter {

    public final SettableClock clock = new SettableClock();
    public final Store file;
    public final StoreSpy store;
    public final LocalBus bus = new LocalBus();
    private final AtomicLong set = new AtomicLong();
    final EngineParts parts;
    public final TaskEngine taskEngine;
    private final CountDownLatch refused = new CountDownLatch(1);
    private final BlockingQueue<Task> settled = new LinkedBlockingQueue<>();

    /**
     * @param pairs names (after {@code handoff.tasks.}) and values of settings, taking turns
     */
    public EngineFixture(Path directory, FakeWorkers workers, String... pairs) {
        this(Sqlite.open(directory), workers, pairs);
    }

    /** On a store that is open, and will be closed with it. */
    public EngineFixture(Store opened, FakeWorkers workers, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = "handoff.tasks." + pairs[i];
        }
        TaskSettings settings = Settings.of(TaskSettings.class, pairs);
        file = opened;
        store = new StoreSpy(file);
        KindPolicy kindPolicy = new KindPolicy(settings, () -> 0.5);
        parts =
                new EngineParts(
                        settings,
                        new EnginePorts(store, file, bus, workers),
                        kindPolicy,
                        new ObjectMapper(),
                        new Time(clock, this::nanos, new Ids(clock)),
                        this,
                        Limits.enforced(),
                        ForkJoinPool.commonPool());
        taskEngine = new TaskEngine(parts);
        parts.start();
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis() - set.get());
    }

    /** Monotonic time of the engine: goes with the clock, but for where that was set. */
    public LongSupplier monotonic() {
        return this::nanos;
    }

    /** Sets the wall clock, by so much; no time passes. */
    public void setClock(Duration ahead) {
        // In this order monotonic time never leaps, not even between the two.
        if (ahead.isNegative()) {
            clock.forward(ahead);
            set.addAndGet(ahead.toMillis());
        } else {
            set.addAndGet(ahead.toMillis());
            clock.forward(ahead);
        }
    }

    /** Submits a task; returns its id when it is durable. */
    public String accept(String kind) {
        return accept(wanted(kind, 0, 0));
    }

    String accept(String kind, int priority) {
        return accept(wanted(kind, priority, 0));
    }

    String accept(NewTask wanted) {
        return Stages.value(taskEngine.submit(wanted)).taskId();
    }

    CompletionStage<Accepted> offer(String kind) {
        return taskEngine.submit(wanted(kind, 0, 0));
    }

    NewTask wanted(String kind, int priority, long runAt) {
        return new NewTask(
                kind,
                "{\"n\":1}",
                "alice",
                runAt,
                new NewTask.Options(priority, null, null, null, null),
                null);
    }

    public Task find(String id) {
        return taskEngine.find(id).orElseThrow();
    }

    /** The task as it is when it ends. */
    public Task end(String id) {
        var end = taskEngine.awaitEnd(id, Duration.ofSeconds(20)).orElseThrow();
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
    public Task settled() {
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
