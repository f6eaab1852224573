package io.handoff.live;

import io.handoff.limit.Limit;
import io.handoff.limit.Limits;

/** How much one connection may say, and when enough is enough. Not thread-safe. */
final class RateLimiter {

    enum Verdict {
        FINE,
        TOO_MANY,
        FLOOD
    }

    private final TokenBucket messages;
    private final TokenBucket refusals;
    private final Limits limits;

    RateLimiter(LiveSettings settings, Limits limits, long now) {
        this.messages = new TokenBucket(settings.messagesPerSecond(), settings.messageBurst(), now);
        this.refusals =
                new TokenBucket(
                        settings.maxRefusedMessages() / 10.0, settings.maxRefusedMessages(), now);
        this.limits = limits;
    }

    /** One more message, at that time in nanoseconds of a monotonic clock. */
    Verdict next(long now) {
        if (messages.tryTake(now) || !limits.reached(Limit.MESSAGE_RATE)) {
            return Verdict.FINE;
        }
        return refusals.tryTake(now) ? Verdict.TOO_MANY : Verdict.FLOOD;
    }
}
