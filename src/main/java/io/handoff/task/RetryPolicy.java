package io.handoff.task;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When to try again: exponential back-off with a cap and jitter.
 *
 * @param jitter the share by which a delay may be shorter or longer
 * @param random uniform in [0, 1)
 */
record RetryPolicy(Duration base, Duration max, double jitter, DoubleSupplier random) {

    /** Milliseconds to wait after the {@code attempt}-th attempt (from 1) failed. */
    long delayMillis(int attempt) {
        return Math.round(middle(attempt) * (1 + jitter * (2 * random.getAsDouble() - 1)));
    }

    /** The longest that {@link #delayMillis} can be. */
    long longestMillis(int attempt) {
        return Math.round(middle(attempt) * (1 + jitter));
    }

    private double middle(int attempt) {
        double doubled = base.toMillis() * Math.pow(2, Math.max(0, attempt - 1));
        return Math.min(doubled, max.toMillis());
    }
}
