package io.handoff.task.engine;

import io.handoff.event.Ids;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The two clocks of the engine.
 *
 * @param wall for what people see and other processes compare
 * @param monotonic nanoseconds, for every duration: it never jumps
 * @param ids time-ordered ids by the wall clock
 */
record Time(InstantSource wall, LongSupplier monotonic, Ids ids) {

    long wallMillis() {
        return wall.millis();
    }

    long nanos() {
        return monotonic.getAsLong();
    }

    long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos() - nanos);
    }
}
