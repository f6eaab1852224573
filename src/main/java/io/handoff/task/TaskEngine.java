package io.handoff.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.store.Ids;
import io.handoff.store.Nodes;
import io.handoff.store.Selection;
import io.handoff.store.TaskStore;
import io.handoff.store.Transition;
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
final class TaskEngine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TaskEngine.class);
    private static final int DUE_BATCH = 500;
    private static final long TICK_MILLIS = 100;

    private final InstantSource clock;
    private final TaskMeter meter;
    private final Workers workers;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService timer;
    private final Lifecycle lifecycle;
    private final Load load;
    private final Slots slots;
    private final Running running = new Running();
    private final Ends ends;
    private final Ledger ledger;
    private final Dispatcher dispatcher;
    private final Watch watch;
    private final Intake intake;
    private final Replica replica;
    private final Purge purge;

    TaskEngine(
            TaskSettings settings,
            TaskStore store,
            Nodes nodes,
            Bus bus,
            Workers workers,
            ObjectMapper json,
            InstantSource clock,
            Rules rules,
            TaskMeter meter,
            Limits limits) {
        this.workers = workers;
        this.clock = clock;
        this.meter = meter;
        Ids ids = new Ids(clock);
        threads = threads(settings.slots());
        timer = Executors.newSingleThreadScheduledExecutor(named("handoff-timer"));
        lifecycle = new Lifecycle(rules, clock);
        load = new Load(settings.queueLimit(), () -> limits.reached(Limit.QUEUED_TASKS));
        slots = new Slots(settings.slots());
        ends = new Ends(settings.maxWaiters());
        OwnerNews news = new OwnerNews(rules, ids, clock);
        ledger = new Ledger(store, load, news, bus, this::changed);
        Settler settler = new Settler(ledger, lifecycle, meter, clock, timer);
        RunContext context =
                new RunContext(json, ids, clock, settings.maxResultSize().asLongValue());
        dispatcher =
                new Dispatcher(
                        ledger,
                        lifecycle,
                        load,
                        slots,
                        running,
                        workers,
                        settler,
                        context,
                        meter,
                        threads,
                        settings.startAhead());
        watch = new Watch(running, settler, ledger, lifecycle, bus, context, settings);
        ReplicaNews replicas = new ReplicaNews(bus, ids, clock);
        Runnable offer = nodes.shared() ? replicas::queued : () -> {};
        intake = new Intake(ledger, load, dispatcher, rules, ids, clock, meter, offer);
        purge = new Purge(store, settings.keep(), clock, dispatcher);
        replica =
                new Replica(
                        nodes,
                        store,
                        ledger,
                        lifecycle,
                        load,
                        dispatcher,
                        ends,
                        Tasks.READERS,
                        settings.lease());
        if (nodes.shared()) {
            replicas.listen(this::lookIfFree, running, ends, store, Tasks.READERS);
        }
    }

    private void lookIfFree() {
        if (slots.free() > 0) {
            replica.look();
        }
    }

    /** Starts the clockwork: deadlines, what is due, the other replicas. */
    void start() {
        replica.start(timer);
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void changed(Transition transition) {
        if (transition.after().state().ended()) {
            ends.tell(transition.after());
        }
        meter.moved(transition);
    }

    private void tick() {
        try {
            watch.look();
            dispatcher.handBackWaiting(clock.millis() - TICK_MILLIS);
            if (load.scheduled() > 0 && !dispatcher.draining()) {
                promote();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "The task clock stumbled");
        }
    }

    /** Queues what is due. Where nothing is, this is one look at an index and writes nothing. */
    private void promote() {
        ledger.advance(Selection.DUE, () -> DUE_BATCH, clock.millis(), lifecycle::due)
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

    Load load() {
        return load;
    }

    Slots slots() {
        return slots;
    }

    Running running() {
        return running;
    }

    Ends ends() {
        return ends;
    }

    Ledger ledger() {
        return ledger;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Intake intake() {
        return intake;
    }

    Replica replica() {
        return replica;
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
