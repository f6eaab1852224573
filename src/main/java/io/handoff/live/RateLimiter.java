package io.handoff.live;

import io.handoff.limit.Limit;
import io.handoff.limit.Limits;

/** Limits the messages of one connection, and detects flooding. Not thread-safe. */
final class RateLimiter {

    enum Verdict {
        ALLOWED,
        REFUSED,
        FLOODING
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

    /**
     * Decides on one more message.
     *
     * @param now nanoseconds of a monotonic clock
     */
    Verdict next(long now) {
        if (messages.tryTake(now) || !limits.reached(Limit.MESSAGE_RATE)) {
            return Verdict.ALLOWED;
        }
        return refusals.tryTake(now) ? Verdict.REFUSED : Verdict.FLOODING;
    }
}
