package io.handoff;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Signals, waited for with a limit. */
public final class Latches {

    private Latches() {}

    /** Returns when the latch is open. */
    public static boolean pass(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("The signal did not come");
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
