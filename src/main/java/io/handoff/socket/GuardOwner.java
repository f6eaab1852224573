package io.handoff.socket;

import io.handoff.limit.Limit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a {@link FrameGuard} reports to and asks; called on the connection's event loop. For each
 * guard there is either one call of {@link #refused}, or one of {@link #opened} and then one of
 * {@link #closed}.
 */
interface GuardOwner {

    /** The upgrade request was answered with 101. */
    void opened();

    /** The upgrade request was answered with another status, or TCP ended before the answer. */
    void refused();

    /**
     * TCP has ended.
     *
     * @param code why, see {@link CloseCode}
     */
    void closed(int code);

    /** Nanoseconds of a monotonic clock. */
    long now();

    /** Counts the unsent bytes of all connections. */
    LongAdder unsent();

    /** Counts that this limit was reached, and returns whether to enforce it. */
    boolean reached(Limit limit);
}
