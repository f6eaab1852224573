package io.handoff.store;

import io.handoff.Latches;
import io.handoff.store.GroupCommit.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Transactions in memory, whose commits a test can hold up and let fail. */
final class FakeTransactions implements Transactions<List<String>> {

    private final List<List<String>> committed = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile Exception failure;
    private volatile GroupCommit.Blame blame = GroupCommit.Blame.ONE;
    private volatile boolean closed;
    private List<String> open;

    /** From now on commits wait until {@link #letCommitsPass}. */
    void holdCommits() {
        gate = new CountDownLatch(1);
        reached = new CountDownLatch(1);
    }

    /** Returns when a commit waits at the gate. */
    void awaitCommit() {
        Latches.pass(reached);
    }

    void letCommitsPass() {
        gate.countDown();
    }

    /** Null lets them work again. */
    void failCommits(Exception with) {
        failure = with;
    }

    /** Whom failures are about from now on. */
    void blame(GroupCommit.Blame whom) {
        blame = whom;
    }

    List<List<String>> committed() {
        return committed;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public List<String> begin() {
        if (open != null) {
            throw new IllegalStateException("a transaction is open");
        }
        open = new ArrayList<>();
        return open;
    }

    @Override
    public void commit() throws Exception {
        reached.countDown();
        if (gate.getCount() > 0) {
            Latches.pass(gate);
        }
        if (failure != null) {
            throw failure;
        }
        committed.add(List.copyOf(open));
        open = null;
    }

    @Override
    public void rollback() {
        open = null;
    }

    @Override
    public GroupCommit.Blame blame(Throwable cause) {
        return blame;
    }

    @Override
    public RuntimeException explain(Throwable cause) {
        return new IllegalStateException("explained: " + cause.getMessage());
    }

    @Override
    public void close() {
        closed = true;
    }
}
