package io.handoff;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits for what another process decides, the end of TCP say, where there is no signal to wait for.
 */
public final class Eventually {

    private Eventually() {}

    public static void equal(Object wanted, Supplier<?> actual) throws TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!wanted.equals(actual.get())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("wanted " + wanted + ", but it is " + actual.get());
            }
            Thread.yield();
        }
    }
}
