package io.handoff.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * One writer, group commit: callers queue their writes; one thread takes whatever is there, without
 * waiting for more, runs it in one transaction, commits, and only then completes the callers. While
 * a commit is being flushed the next group gathers, so the group grows with the load (natural
 * batching; cf. DeWitt et al., "Implementation Techniques for Main Memory Database Systems", 1984).
 *
 * <p>A write that throws takes nobody with it: the group is rolled back and its writes run again,
 * each in a transaction of its own; unless the engine says that it was nobody's or everybody's
 * fault ({@link Blame}).
 *
 * @param <S> what a write works with inside a transaction
 */
public final class GroupCommit<S> implements AutoCloseable {

    /** One change. Runs on the writer thread, maybe twice; its effects are only in the session. */
    public interface Write<S, T> {
        T apply(S session) throws Exception;
    }

    /** The engine's transactions, used by one thread. */
    public interface Transactions<S> extends AutoCloseable {
        S begin() throws Exception;

        /**
         * Runs the writes of a group, as one after the other would.
         *
         * @return what each of them returns, in their order
         */
        default List<Object> apply(S session, List<Write<S, ?>> writes) throws Exception {
            List<Object> values = new ArrayList<>(writes.size());
            for (Write<S, ?> write : writes) {
                values.add(write.apply(session));
            }
            return values;
        }

        /** Returns when what was written is on stable storage. */
        void commit() throws Exception;

        void rollback();

        /** Asked after the rollback: what the failure means for the writes of the group. */
        default Blame blame(Throwable failure) {
            return Blame.ONE;
        }

        /** The exception callers get for what went wrong. */
        RuntimeException explain(Throwable failure);

        @Override
        void close();
    }

    /** Whom a failure is about. */
    public enum Blame {
        /** One of the writes: the others may succeed without it. */
        ONE,
        /** None of them, and nothing was written: all may succeed at once. */
        NONE,
        /** All of them: nothing can be written now, or nobody knows what was. */
        ALL
    }

    /** Told after each commit, on the writer thread. */
    public interface Meter {
        void committed(int writes, long oldestWaitNanos);
    }

    /** How often a group runs again whose failure was nobody's fault. */
    private static final int REPEATS = 3;

    private final Transactions<S> transactions;
    private final BlockingQueue<Pending<S, ?>> queue;
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
        Pending<S, T> pending = new Pending<>(write);
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
        queue.offer(new Pending<>(session -> null));
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
        List<Pending<S, ?>> group = new ArrayList<>(maxGroup);
        while (gather(group)) {
            commit(group, REPEATS);
            group.clear();
        }
        for (Pending<S, ?> late = queue.poll(); late != null; late = queue.poll()) {
            late.fail(stopped());
        }
        transactions.close();
    }

    private boolean gather(List<Pending<S, ?>> group) {
        if (queue.drainTo(group, maxGroup) == 0 && !closed) {
            await(group);
        }
        return !group.isEmpty();
    }

    private void await(List<Pending<S, ?>> group) {
        try {
            group.add(queue.take());
        } catch (InterruptedException e) {
            // Nobody may stop the writer but close(): an empty write keeps it going.
            group.add(new Pending<>(session -> null));
        }
        queue.drainTo(group, maxGroup - 1);
    }

    private void commit(List<Pending<S, ?>> group, int repeats) {
        List<Object> values;
        try {
            S session = transactions.begin();
            values = transactions.apply(session, writes(group));
            transactions.commit();
        } catch (Exception | Error e) {
            transactions.rollback();
            failed(group, repeats, e);
            return;
        }
        measure(group);
        for (int i = 0; i < values.size(); i++) {
            group.get(i).complete(values.get(i));
        }
    }

    private static <S> List<Write<S, ?>> writes(List<Pending<S, ?>> group) {
        List<Write<S, ?>> writes = new ArrayList<>(group.size());
        group.forEach(pending -> writes.add(pending.write));
        return writes;
    }

    private void measure(List<Pending<S, ?>> group) {
        try {
            meter.committed(group.size(), System.nanoTime() - group.get(0).since);
        } catch (RuntimeException e) {
            // What is committed is committed, measured or not.
        }
    }

    private void failed(List<Pending<S, ?>> group, int repeats, Throwable failure) {
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

    private static final class Pending<S, T> {
        private final Write<S, T> write;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private final long since = System.nanoTime();

        Pending(Write<S, T> write) {
            this.write = write;
        }

        @SuppressWarnings("unchecked")
        void complete(Object value) {
            done.complete((T) value);
        }

        void fail(RuntimeException e) {
            done.completeExceptionally(e);
        }
    }
}
