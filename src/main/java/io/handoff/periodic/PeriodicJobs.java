package io.handoff.periodic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Runs jobs periodically, by monotonic time: Quarkus' scheduler goes by the wall clock, and a job
 * that ran while the clock was a day ahead would run again a day after the clock was set back.
 *
 * <p>A job never runs twice at once: a run that is due while the one before still goes on is left
 * out. Jobs wait for {@link #begin}.
 */
public final class PeriodicJobs implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PeriodicJobs.class);

    private final ScheduledThreadPoolExecutor timer;
    private final Executor workers;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean begun;

    /** A job as it is called; what it throws is logged, and it runs again after its period. */
    public interface Job {
        void run() throws Exception;
    }

    /**
     * @param workers where jobs may block
     */
    PeriodicJobs(Executor workers) {
        this.workers = workers;
        timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        job -> {
                            Thread thread = new Thread(job, "handoff-periodic");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Runs the job for the first time one period after the start. */
    public void every(Duration period, String name, Job job) {
        every(period, period, name, job);
    }

    public synchronized void every(Duration delay, Duration period, String name, Job job) {
        AtomicBoolean running = new AtomicBoolean();
        Runnable schedule =
                () ->
                        timer.scheduleAtFixedRate(
                                () -> start(name, job, running),
                                delay.toNanos(),
                                period.toNanos(),
                                TimeUnit.NANOSECONDS);
        if (begun) {
            schedule.run();
        } else {
            waiting.add(schedule);
        }
    }

    /** From now on the jobs run. */
    public synchronized void begin() {
        begun = true;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    private void start(String name, Job job, AtomicBoolean running) {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            workers.execute(
                    () -> {
                        try {
                            run(name, job);
                        } finally {
                            running.set(false);
                        }
                    });
        } catch (RejectedExecutionException e) {
            running.set(false);
            LOG.debugf("No thread was free for %s", name);
        }
    }

    private static void run(String name, Job job) {
        try {
            job.run();
        } catch (Exception e) {
            LOG.errorf(e, "Periodic job failed: %s", name);
        }
    }

    /** No further run begins. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
