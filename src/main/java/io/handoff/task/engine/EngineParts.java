package io.handoff.task.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.task.KindPolicy;
import io.handoff.task.Lifecycle;
import io.handoff.task.Selection;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskSettings;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The parts of the engine, assembled; their threads, and what they do periodically. */
final class EngineParts implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EngineParts.class);
    private static final int DUE_BATCH = 500;
    private static final long TICK_MILLIS = 100;
    private static final long SWEEP_MILLIS = 5_000;
    private static final long POLL_MILLIS = 1_000;

    private final EnginePorts ports;
    private final TaskSettings settings;
    private final Time time;
    private final Executor readers;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService timer;
    private final Executions executions = new Executions();
    private final QueueGauge queue;
    private final Slots slots;
    private final CompletionWaiters waiters;
    private final ExecutionContext context;
    private final Dispatcher dispatcher;
    private final ExecutionMonitor monitor;
    private final TaskSubmitter submitter;
    private final TaskControl control;
    private final LeaseKeeper leaseKeeper;
    private final Rescuer rescuer;
    private final BacklogPoller backlogPoller;
    private final Purge purge;

    /**
     * @param readers where reads of the store may block
     */
    EngineParts(
            TaskSettings settings,
            EnginePorts ports,
            KindPolicy kindPolicy,
            ObjectMapper json,
            Time time,
            TaskMeter meter,
            Limits limits,
            Executor readers) {
        this.settings = settings;
        this.ports = ports;
        this.time = time;
        this.readers = readers;
        threads = workerThreads(settings.slots());
        timer = Executors.newSingleThreadScheduledExecutor(named("handoff-timer"));
        queue = new QueueGauge(settings.queueLimit(), () -> limits.reached(Limit.QUEUED_TASKS));
        slots = new Slots(settings.slots());
        waiters = new CompletionWaiters(settings.maxWaiters());
        TransitionWriter writer =
                new TransitionWriter(
                        ports.store(),
                        new OwnerNotifications(kindPolicy, time),
                        queue,
                        waiters,
                        ports.bus(),
                        meter,
                        time);
        context =
                new ExecutionContext(
                        ports.workers(),
                        threads,
                        timer,
                        writer,
                        new Lifecycle(kindPolicy, time.wall()),
                        time,
                        meter,
                        new ExecutionContext.Results(json, settings.maxResultSize().asLongValue()));
        dispatcher =
                new Dispatcher(
                        context, queue, slots, executions, new StartBuffer(settings.startAhead()));
        monitor = new ExecutionMonitor(executions, settings.interruptGrace());
        control =
                new TaskControl(
                        ports.store(), context, executions, dispatcher, ports.nodes().shared());
        leaseKeeper = new LeaseKeeper(ports.nodes(), settings.lease(), time.monotonic());
        rescuer = new Rescuer(leaseKeeper, writer, context.lifecycle(), dispatcher);
        backlogPoller = new BacklogPoller(ports.store(), queue, dispatcher, waiters, readers);
        purge = new Purge(ports.store(), settings.keep(), time.wall(), dispatcher);
        submitter = new TaskSubmitter(context, queue, dispatcher, signals());
    }

    /**
     * Listens to the other replicas, if there may be any.
     *
     * @return signals that a task is queued here
     */
    private Runnable signals() {
        if (!ports.nodes().shared()) {
            return () -> {};
        }
        ClusterSignals signals = new ClusterSignals(ports.bus(), time.ids());
        signals.listen(this::pollIfFree, executions, waiters, ports.store(), readers);
        return signals::queued;
    }

    private void pollIfFree() {
        if (slots.free() > 0) {
            backlogPoller.poll();
        }
    }

    /**
     * Before {@link #start}: takes this node's lease, counts what waits, and queues again whatever
     * runs on no living node. Blocks.
     *
     * @throws io.handoff.store.StoreUnavailable if the store can't take that
     */
    void join() {
        leaseKeeper.take();
        backlogPoller.reset();
        rescuer.rescueAll();
        dispatcher.wake();
    }

    /** Starts what is done periodically: timeouts, due tasks; and what other replicas need. */
    void start() {
        every(TICK_MILLIS, this::tick);
        if (ports.nodes().shared()) {
            every(settings.lease().toMillis() / 3, leaseKeeper::renew);
            every(SWEEP_MILLIS, rescuer::sweep);
            every(POLL_MILLIS, backlogPoller::poll);
        }
    }

    private void every(long millis, Runnable job) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        job.run();
                    } catch (RuntimeException e) {
                        LOG.errorf(e, "Periodic task maintenance failed");
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void tick() {
        monitor.check();
        dispatcher.requeueWaitingSince(time.nanos() - TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
        if (queue.scheduled() > 0 && !dispatcher.draining()) {
            queueDue();
        }
    }

    /** Queues what is due. Where nothing is, this is one look at an index and writes nothing. */
    private void queueDue() {
        context.writer()
                .advance(
                        Selection.DUE, () -> DUE_BATCH, time.wallMillis(), context.lifecycle()::due)
                .whenComplete(
                        (due, failure) -> {
                            if (failure == null && !due.isEmpty()) {
                                dispatcher.wake();
                            }
                        });
    }

    TaskSubmitter submitter() {
        return submitter;
    }

    TaskControl control() {
        return control;
    }

    CompletionWaiters waiters() {
        return waiters;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Executions executions() {
        return executions;
    }

    QueueGauge queue() {
        return queue;
    }

    Slots slots() {
        return slots;
    }

    LeaseKeeper leaseKeeper() {
        return leaseKeeper;
    }

    Rescuer rescuer() {
        return rescuer;
    }

    BacklogPoller backlogPoller() {
        return backlogPoller;
    }

    Purge purge() {
        return purge;
    }

    EnginePorts ports() {
        return ports;
    }

    Executor readers() {
        return readers;
    }

    @Override
    public void close() {
        dispatcher.stopClaiming();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private static ThreadPoolExecutor workerThreads(int slots) {
        // An execution leaves its slot a moment before its thread: hence the short queue.
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

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return job -> {
            String suffix = name.endsWith("-") ? String.valueOf(number.incrementAndGet()) : "";
            Thread thread = new Thread(job, name + suffix);
            thread.setDaemon(true);
            return thread;
        };
    }
}
