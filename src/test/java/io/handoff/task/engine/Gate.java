package io.handoff.task.engine;

import io.handoff.Latches;
import io.handoff.task.worker.TaskRun;
import java.util.concurrent.CountDownLatch;

/** A worker that comes, says so, and goes on when it may. */
final class Gate implements FakeWorkers.Work {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final boolean stubborn;

    private Gate(boolean stubborn) {
        this.stubborn = stubborn;
    }

    /** Ends when it is interrupted. */
    static Gate polite() {
        return new Gate(false);
    }

    /** Ignores interrupts. */
    static Gate stubborn() {
        return new Gate(true);
    }

    void awaitEntered() {
        Latches.pass(entered);
    }

    void awaitLeft() {
        Latches.pass(left);
    }

    void open() {
        open.countDown();
    }

    @Override
    public void on(TaskRun run) throws InterruptedException {
        entered.countDown();
        try {
            pass();
            run.result("late");
        } finally {
            left.countDown();
        }
    }

    private void pass() throws InterruptedException {
        while (open.getCount() > 0) {
            try {
                open.await();
            } catch (InterruptedException e) {
                if (!stubborn) {
                    throw e;
                }
            }
        }
    }
}
