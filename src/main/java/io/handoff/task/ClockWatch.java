package io.handoff.task;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that the wall clock was set back: it then advanced less than monotonic time did. Not
 * thread-safe.
 */
public final class ClockWatch {

    /** Smaller corrections, as time servers make them, matter to no schedule. */
    private static final long TOLERANCE_MILLIS = 1_000;

    private final InstantSource clock;
    private final LongSupplier nanos;
    private long greatest = Long.MIN_VALUE;
    private boolean first = true;

    /**
     * @param nanos monotonic time
     */
    public ClockWatch(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * Whether the clock was set back since the last call. Also true for the first call: what
     * happened before the start is unknown.
     */
    public boolean wasSetBack() {
        long ahead = clock.millis() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
        boolean setBack = first || ahead < greatest - TOLERANCE_MILLIS;
        greatest = setBack ? ahead : Math.max(greatest, ahead);
        first = false;
        return setBack;
    }
}
