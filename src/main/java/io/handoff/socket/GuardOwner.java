package io.handoff.socket;

import io.handoff.limit.Limit;
import java.util.concurrent.atomic.LongAdder;

/** Whom a {@link FrameGuard} belongs to; called on the connection's event loop. */
interface GuardOwner {

    /** The upgrade request was answered with 101; once, or else {@link #refused}. */
    void opened();

    /** It was answered with anything else. */
    void refused();

    /** Nanoseconds of a monotonic clock. */
    long now();

    /** Bytes that are unsent on all connections. */
    LongAdder unsent();

    /** Whether what reached the limit has to go. */
    boolean reached(Limit limit);
}
