package io.handoff.live;

/**
 * Allows a rate with bursts: tokens are refilled at the rate, up to the burst. Not thread-safe;
 * times are nanoseconds of a monotonic clock.
 */
final class TokenBucket {

    private static final double SECOND = 1e9;

    private final double perNano;
    private final double burst;
    private double tokens;
    private long at;

    TokenBucket(double perSecond, int burst, long now) {
        this.perNano = perSecond / SECOND;
        this.burst = burst;
        this.tokens = burst;
        this.at = now;
    }

    /** Takes a token, or returns false if there is none. */
    boolean tryTake(long now) {
        tokens = Math.min(burst, tokens + (now - at) * perNano);
        at = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
