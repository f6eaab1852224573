package io.handoff.task.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.event.Ids;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.task.KindPolicy;
import io.handoff.task.Lifecycle;
import io.handoff.task.Nodes;
import io.handoff.task.Selection;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskSettings;
import io.handoff.task.TaskStore;
import io.handoff.task.Transition;
import io.handoff.task.worker.RunContext;
import io.handoff.task.worker.Workers;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The parts that accept, run and settle tasks, put together; and their threads. */
final class EngineParts implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EngineParts.class);
    private static final int DUE_BATCH = 500;
    private static final long TICK_MILLIS = 100;

    private final InstantSource clock;
    private final TaskMeter meter;
    private final Workers workers;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService timer;
    private final Lifecycle lifecycle;
    private final QueueGauge queueGauge;
    private final Slots slots;
    private final RunningTasks runningTasks = new RunningTasks();
    private final CompletionWaiters completionWaiters;
    private final TransitionWriter transitionWriter;
    private final Dispatcher dispatcher;
    private final ExecutionMonitor executionMonitor;
    private final TaskSubmitter taskSubmitter;
    private final Rescuer rescuer;
    private final Purge purge;

    EngineParts(
            TaskSettings settings,
            TaskStore store,
            Nodes nodes,
            Bus bus,
            Workers workers,
            ObjectMapper json,
            InstantSource clock,
            KindPolicy kindPolicy,
            TaskMeter meter,
            Limits limits) {
        this.workers = workers;
        this.clock = clock;
        this.meter = meter;
        Ids ids = new Ids(clock);
        threads = threads(settings.slots());
        timer = Executors.newSingleThreadScheduledExecutor(named("handoff-timer"));
        lifecycle = new Lifecycle(kindPolicy, clock);
        queueGauge =
                new QueueGauge(settings.queueLimit(), () -> limits.reached(Limit.QUEUED_TASKS));
        slots = new Slots(settings.slots());
        completionWaiters = new CompletionWaiters(settings.maxWaiters());
        OwnerNotifications news = new OwnerNotifications(kindPolicy, ids, clock);
        transitionWriter = new TransitionWriter(store, queueGauge, news, bus, this::changed);
        Completer completer = new Completer(transitionWriter, lifecycle, meter, clock, timer);
        RunContext context =
                new RunContext(json, ids, clock, settings.maxResultSize().asLongValue());
        dispatcher =
                new Dispatcher(
                        transitionWriter,
                        lifecycle,
                        queueGauge,
                        slots,
                        runningTasks,
                        workers,
                        completer,
                        context,
                        meter,
                        threads,
                        settings.startAhead());
        executionMonitor =
                new ExecutionMonitor(
                        runningTasks,
                        completer,
                        transitionWriter,
                        lifecycle,
                        bus,
                        context,
                        settings);
        ClusterSignals replicas = new ClusterSignals(bus, ids, clock);
        Runnable offer = nodes.shared() ? replicas::queued : () -> {};
        taskSubmitter =
                new TaskSubmitter(
                        transitionWriter,
                        queueGauge,
                        dispatcher,
                        lifecycle,
                        ids,
                        clock,
                        meter,
                        offer);
        purge = new Purge(store, settings.keep(), clock, dispatcher);
        rescuer =
                new Rescuer(
                        nodes,
                        store,
                        transitionWriter,
                        lifecycle,
                        queueGauge,
                        dispatcher,
                        completionWaiters,
                        TaskEngine.READERS,
                        settings.lease());
        if (nodes.shared()) {
            replicas.listen(
                    this::lookIfFree, runningTasks, completionWaiters, store, TaskEngine.READERS);
        }
    }

    private void lookIfFree() {
        if (slots.free() > 0) {
            rescuer.look();
        }
    }

    /** Starts the clockwork: deadlines, what is due, the other replicas. */
    void start() {
        rescuer.start(timer);
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void changed(Transition transition) {
        if (transition.after().state().ended()) {
            completionWaiters.complete(transition.after());
        }
        meter.moved(transition);
    }

    private void tick() {
        try {
            executionMonitor.look();
            dispatcher.handBackWaiting(clock.millis() - TICK_MILLIS);
            if (queueGauge.scheduled() > 0 && !dispatcher.draining()) {
                promote();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "The task clock stumbled");
        }
    }

    /** Queues what is due. Where nothing is, this is one look at an index and writes nothing. */
    private void promote() {
        transitionWriter
                .advance(Selection.DUE, () -> DUE_BATCH, clock.millis(), lifecycle::due)
                .whenComplete(
                        (due, failure) -> {
                            if (failure == null && !due.isEmpty()) {
                                dispatcher.wake();
                            }
                        });
    }

    /** Deletes what was kept long enough, in small commits; completes with how many. */
    CompletionStage<Integer> purge() {
        return purge.run();
    }

    Workers workers() {
        return workers;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    QueueGauge queueGauge() {
        return queueGauge;
    }

    Slots slots() {
        return slots;
    }

    RunningTasks runningTasks() {
        return runningTasks;
    }

    CompletionWaiters completionWaiters() {
        return completionWaiters;
    }

    TransitionWriter transitionWriter() {
        return transitionWriter;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    TaskSubmitter taskSubmitter() {
        return taskSubmitter;
    }

    Rescuer rescuer() {
        return rescuer;
    }

    @Override
    public void close() {
        dispatcher.stopClaiming();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private static ThreadPoolExecutor threads(int slots) {
        // A run leaves its slot a moment before its thread: hence the short queue.
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        slots,
                        slots,
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(slots),
                        named("handoff-worker-"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return job -> {
            String suffix = name.endsWith("-") ? String.valueOf(number.incrementAndGet()) : "";
            Thread thread = new Thread(job, name + suffix);
            thread.setDaemon(true);
            return thread;
        };
    }
}
