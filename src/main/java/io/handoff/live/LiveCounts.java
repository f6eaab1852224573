package io.handoff.live;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happens on live connections. Thread-safe. */
public final class LiveCounts {

    private final LongAdder ephemeralDropped = new LongAdder();
    private final LongAdder streams = new LongAdder();

    LongAdder dropped() {
        return ephemeralDropped;
    }

    LongAdder openStreams() {
        return streams;
    }

    /** Ephemeral events that were replaced by a newer one, because the reader was slow. */
    public long ephemeralDropped() {
        return ephemeralDropped.sum();
    }

    /** Event streams open now. */
    public long streams() {
        return streams.sum();
    }
}
