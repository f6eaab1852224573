package io.handoff.store.postgres;

import io.handoff.store.StoreUnavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often a lost server is tried again: the wait doubles from 100 ms to 5 s. Until then
 * calls fail at once with the last failure. For one thread.
 */
final class Backoff {

    private static final long FIRST_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

    private @Nullable StoreUnavailable last;
    private long wait;
    private long since;

    /**
     * @throws StoreUnavailable what it was last, if it is too early to try again
     */
    void check() {
        if (last != null && System.nanoTime() - since < wait) {
            throw last;
        }
    }

    StoreUnavailable failed(StoreUnavailable failure) {
        wait = last == null ? FIRST_NANOS : Math.min(2 * wait, LONGEST_NANOS);
        since = System.nanoTime();
        last = failure;
        return failure;
    }

    void succeeded() {
        last = null;
    }
}
