package io.handoff.live;

import java.util.concurrent.atomic.LongAdder;

/** What happened on live connections since the start. Thread-safe. */
public final class LiveCounts {

    private final LongAdder ephemeralDropped = new LongAdder();
    private final LongAdder streams = new LongAdder();

    LongAdder dropped() {
        return ephemeralDropped;
    }

    LongAdder openStreams() {
        return streams;
    }

    /** Ephemeral events that a newer one took the place of, as a reader was busy. */
    public long ephemeralDropped() {
        return ephemeralDropped.sum();
    }

    /** Event streams open now. */
    public long streams() {
        return streams.sum();
    }
}
