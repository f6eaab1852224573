package io.handoff.task;

import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clock by which tasks and schedules are due. On a store that processes share it is the
 * store's: read every few seconds and carried on by monotonic time, so that a wrong clock of one
 * machine has no effect on the others. Otherwise it is this process's own.
 */
public final class StoreClock implements InstantSource {

    /** A slower answer may be off by as much; the next one will be quicker. */
    private static final long MAX_ROUND_TRIP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Nodes nodes;
    private final InstantSource own;
    private final LongSupplier nanos;
    private volatile @Nullable Reading last;

    /** What the store's clock showed, and when by monotonic time. */
    private record Reading(long millis, long nanos) {}

    /**
     * @param own the clock of this process
     * @param nanos monotonic time
     */
    public StoreClock(Nodes nodes, InstantSource own, LongSupplier nanos) {
        this.nodes = nodes;
        this.own = own;
        this.nanos = nanos;
    }

    /**
     * Reads the store's clock, if it has one. Blocks.
     *
     * @throws io.handoff.store.StoreUnavailable if the store does not answer
     */
    public void read() {
        long before = nanos.getAsLong();
        OptionalLong millis = nodes.now();
        long roundTrip = nanos.getAsLong() - before;
        if (millis.isPresent() && (last == null || roundTrip < MAX_ROUND_TRIP_NANOS)) {
            last = new Reading(millis.getAsLong(), before + roundTrip / 2);
        }
    }

    @Override
    public Instant instant() {
        Reading reading = last;
        return reading == null
                ? own.instant()
                : Instant.ofEpochMilli(reading.millis())
                        .plusNanos(nanos.getAsLong() - reading.nanos());
    }
}
