package io.handoff.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One writer, group commit: callers queue their writes; one thread takes whatever is there, without
 * waiting for more, runs it in one transaction, commits, and only then completes the callers. While
 * a commit is being flushed the next group gathers, so the group grows with the load (natural
 * batching; cf. DeWitt et al., "Implementation Techniques for Main Memory Database Systems", 1984).
 *
 * <p>A write that throws does not fail the others: the group is rolled back and its writes run
 * again, each in a transaction of its own; unless the database says that the failure concerns none
 * or all of them ({@link Blame}).
 *
 * @param <S> what a write works with inside a transaction
 */
public final class GroupCommit<S> implements AutoCloseable {

    /** Runs on the writer thread, maybe twice; has no effects outside the session. */
    public interface Write<S, T> {
        @Nullable T apply(S session) throws Exception;
    }

    /** The transactions of a database, used by one thread. */
    public interface Transactions<S> extends AutoCloseable {
        S begin() throws Exception;

        /** Runs the writes of a group with the same outcome as one after the other. */
        default void apply(S session, List<PendingWrite<S, ?>> writes) throws Exception {
            for (PendingWrite<S, ?> write : writes) {
                write.apply(session);
            }
        }

        /** Returns when what was written is on stable storage. */
        void commit() throws Exception;

        void rollback();

        /** Called after the rollback: which writes of the group the failure concerns. */
        default Blame blame(Throwable failure) {
            return Blame.ONE;
        }

        /** The exception callers get for what went wrong. */
        RuntimeException explain(Throwable failure);

        @Override
        void close();
    }

    /** Which writes of a group a failure concerns. */
    public enum Blame {
        /** One of them: the others may succeed without it. */
        ONE,
        /** None of them, and nothing was written: all may succeed at once. */
        NONE,
        /** All of them: nothing can be written now, or it is unknown whether they were. */
        ALL
    }

    /** Called after each commit, on the writer thread. */
    public interface Meter {
        void committed(int writes, long oldestWaitNanos);
    }

    /** How often a group runs again after a failure that concerns none of its writes. */
    private static final int REPEATS = 3;

    private final Transactions<S> transactions;
    private final BlockingQueue<PendingWrite<S, ?>> queue;
    private final int maxGroup;
    private final Meter meter;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param maxQueued writes that may wait; one more fails with {@link StoreUnavailable}
     * @param maxGroup writes of one transaction at most
     */
    public GroupCommit(
            String name, Transactions<S> transactions, int maxQueued, int maxGroup, Meter meter) {
        this.transactions = transactions;
        this.queue = new ArrayBlockingQueue<>(maxQueued);
        this.maxGroup = maxGroup;
        this.meter = meter;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues a write. Never blocks; the stage completes on the writer thread after the fsync. */
    public <T> CompletableFuture<T> submit(Write<S, T> write) {
        PendingWrite<S, T> pending = new PendingWrite<>(write);
        if (closed) {
            pending.fail(stopped());
        } else if (!queue.offer(pending)) {
            pending.fail(
                    new StoreUnavailable(
                            "The store has its limit of "
                                    + queue.size()
                                    + " writes waiting; try again shortly."));
        } else if (closed && queue.remove(pending)) {
            pending.fail(stopped());
        }
        return pending.done;
    }

    public int queued() {
        return queue.size();
    }

    /** Writes what is queued, then ends the thread and the transactions. */
    @Override
    public void close() {
        closed = true;
        // Wakes the thread if it waits; a full queue means that it does not.
        queue.offer(new PendingWrite<>(session -> null));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<PendingWrite<S, ?>> group = new ArrayList<>(maxGroup);
        while (gather(group)) {
            commit(group, REPEATS);
            group.clear();
        }
        for (PendingWrite<S, ?> late = queue.poll(); late != null; late = queue.poll()) {
            late.fail(stopped());
        }
        transactions.close();
    }

    private boolean gather(List<PendingWrite<S, ?>> group) {
        if (queue.drainTo(group, maxGroup) == 0 && !closed) {
            await(group);
        }
        return !group.isEmpty();
    }

    private void await(List<PendingWrite<S, ?>> group) {
        try {
            group.add(queue.take());
        } catch (InterruptedException e) {
            // Only close() may stop the writer: an empty write keeps it going.
            group.add(new PendingWrite<>(session -> null));
        }
        queue.drainTo(group, maxGroup - 1);
    }

    private void commit(List<PendingWrite<S, ?>> group, int repeats) {
        try {
            transactions.apply(transactions.begin(), group);
            transactions.commit();
        } catch (Exception | Error e) {
            transactions.rollback();
            failed(group, repeats, e);
            return;
        }
        measure(group);
        group.forEach(PendingWrite::complete);
    }

    private void measure(List<PendingWrite<S, ?>> group) {
        try {
            meter.committed(group.size(), System.nanoTime() - group.get(0).since);
        } catch (RuntimeException e) {
            // The commit counts, measured or not.
        }
    }

    private void failed(List<PendingWrite<S, ?>> group, int repeats, Throwable failure) {
        Blame blame = transactions.blame(failure);
        if (blame == Blame.NONE && repeats > 0) {
            commit(group, repeats - 1);
        } else if (blame == Blame.ALL || group.size() == 1) {
            RuntimeException explained = transactions.explain(failure);
            group.forEach(pending -> pending.fail(explained));
        } else {
            group.forEach(pending -> commit(List.of(pending), REPEATS));
        }
    }

    private static StoreUnavailable stopped() {
        return new StoreUnavailable("The store is stopping; try another replica or again shortly.");
    }

    /** A queued write, and what it returned in the transaction that is not committed yet. */
    public static final class PendingWrite<S, T> {
        private final Write<S, T> write;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private final long since = System.nanoTime();
        private @Nullable T result;

        PendingWrite(Write<S, T> write) {
            this.write = write;
        }

        public Write<S, T> write() {
            return write;
        }

        public void apply(S session) throws Exception {
            result = write.apply(session);
        }

        /** For transactions that carry out writes in their own way: what this one returns. */
        public void setResult(@Nullable T value) {
            result = value;
        }

        private void complete() {
            done.complete(result);
        }

        private void fail(RuntimeException e) {
            done.completeExceptionally(e);
        }
    }
}
