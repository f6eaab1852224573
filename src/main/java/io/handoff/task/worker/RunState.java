package io.handoff.task.worker;

import io.handoff.task.Task;
import io.handoff.task.TraceContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.logging.MDC;

/** Where one attempt stands: its thread, whether it should stop, whether its outcome is taken. */
public final class RunState {

    /** Why an attempt should end; the first reason counts. */
    public enum Stop {
        NONE(""),
        CANCELLED("cancelled"),
        TIMED_OUT("took longer than its timeout"),
        DRAINING("the server is stopping"),
        TAKEN("another replica has taken the task over, or cancelled it");

        private final String reason;

        Stop(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    private volatile Task task;
    private final ProgressTracker progressTracker = new ProgressTracker();
    private final long deadline;
    private final TraceContext trace;
    private boolean outcomeTaken;
    private CompletableFuture<?> writing = CompletableFuture.completedFuture(null);
    private Thread thread;
    private Stop stopping = Stop.NONE;

    /** {@code task} as it was when it was started; {@code now} in epoch milliseconds. */
    public RunState(Task task, long now) {
        this.task = task;
        this.deadline = now + task.options().timeoutMillis();
        this.trace = TraceContext.continuing(task.options().trace());
    }

    public Task task() {
        return task;
    }

    String traceparent() {
        return trace == null ? null : trace.header();
    }

    public long deadline() {
        return deadline;
    }

    public synchronized Stop stopping() {
        return stopping;
    }

    /** Asks the attempt to end; false if it was asked before. */
    public synchronized boolean stop(Stop reason) {
        if (stopping != Stop.NONE) {
            return false;
        }
        stopping = reason;
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }

    public ProgressTracker progressTracker() {
        return progressTracker;
    }

    /**
     * A change of the running task on its way into the store.
     *
     * @param made whether it was made
     */
    public record Write(Task after, CompletionStage<Boolean> made) {}

    /** Changes the task while it runs, unless its outcome is taken or a change is under way. */
    public synchronized void write(Function<Task, Write> change) {
        if (outcomeTaken || !writing.isDone()) {
            return;
        }
        Write write = change.apply(task);
        writing =
                write.made()
                        .thenAccept(
                                made -> {
                                    if (made) {
                                        task = write.after();
                                    } else {
                                        // Nobody but this attempt may change its task.
                                        stop(Stop.TAKEN);
                                    }
                                })
                        .toCompletableFuture();
    }

    /**
     * True for the first who wants to write this attempt's outcome, and for nobody after; {@code
     * then} runs when no change is under way any more.
     */
    public boolean takeOutcome(Runnable then) {
        CompletableFuture<?> before;
        synchronized (this) {
            if (outcomeTaken) {
                return false;
            }
            outcomeTaken = true;
            before = writing;
        }
        before.whenComplete((done, failure) -> then.run());
        return true;
    }

    /** Runs the worker on this thread, with the task in the log's context. */
    public void on(Runnable worker) {
        begin();
        try {
            worker.run();
        } finally {
            end();
        }
    }

    private void begin() {
        MDC.put("taskId", task.id());
        if (trace != null) {
            MDC.put("traceId", trace.traceId());
            MDC.put("spanId", trace.spanId());
        }
        synchronized (this) {
            thread = Thread.currentThread();
            if (stopping != Stop.NONE) {
                thread.interrupt();
            }
        }
    }

    private void end() {
        synchronized (this) {
            thread = null;
        }
        // An interrupt meant for this task must not hit the next one on the thread.
        Thread.interrupted();
        MDC.remove("taskId");
        MDC.remove("traceId");
        MDC.remove("spanId");
    }
}
