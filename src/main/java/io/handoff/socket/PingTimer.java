package io.handoff.socket;

/**
 * Decides when to ping a client and when to give up on it. Any frame from the client counts as an
 * answer, since it may be busy sending. Times are nanoseconds of a monotonic clock.
 */
final class PingTimer {

    /** What is due. */
    enum Due {
        NOTHING,
        PING,
        GIVE_UP
    }

    private final long pingNanos;
    private final long pongNanos;
    private long pingedAt;
    private boolean waiting;

    PingTimer(long pingNanos, long pongNanos, long now) {
        this.pingNanos = pingNanos;
        this.pongNanos = pongNanos;
        this.pingedAt = now;
    }

    /** A frame has been received. */
    void received() {
        waiting = false;
    }

    Due due(long now) {
        if (waiting) {
            return now - pingedAt >= pongNanos ? Due.GIVE_UP : Due.NOTHING;
        }
        if (now - pingedAt < pingNanos) {
            return Due.NOTHING;
        }
        pingedAt = now;
        waiting = true;
        return Due.PING;
    }
}
