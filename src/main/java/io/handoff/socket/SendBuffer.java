package io.handoff.socket;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what was written for one client and has not reached its socket yet. Not thread-safe: used
 * on the connection's event loop.
 */
final class SendBuffer {

    private static final int FAR = 8;

    private final int maxBytes;
    private final int maxMessages;
    private final LongAdder total;
    private long bytes;
    private int messages;
    private long sentMessages;
    private long lastProgress;
    private long lastProgressAt;
    private boolean checked;

    /**
     * @param total counts the unsent bytes of all connections
     */
    SendBuffer(int maxBytes, int maxMessages, LongAdder total) {
        this.total = total;
        this.maxBytes = maxBytes;
        this.maxMessages = maxMessages;
    }

    static SendBuffer of(SocketLimits limits, LongAdder total) {
        return new SendBuffer(limits.maxUnsentBytes(), limits.maxUnsentMessages(), total);
    }

    void add(int size) {
        bytes += size;
        total.add(size);
        messages++;
    }

    void remove(int size) {
        bytes -= size;
        total.add(-size);
        messages--;
        sentMessages++;
    }

    /** Whether more is unsent than the limits allow. */
    boolean isOver() {
        return bytes > maxBytes || messages > maxMessages;
    }

    /** Whether so much is unsent that the limit is enforced even where it is only counted. */
    boolean isFarOver() {
        return bytes > (long) FAR * maxBytes || messages > (long) FAR * maxMessages;
    }

    /** Whether at most a sixteenth of the limits is in use. */
    boolean isNearlyEmpty() {
        return bytes <= maxBytes / 16 && messages <= maxMessages / 16;
    }

    /** Whether at most half of the limits is in use, so that answers alone never exceed them. */
    boolean hasCapacity() {
        return bytes <= maxBytes / 2 && messages <= maxMessages / 2;
    }

    /**
     * @param now nanoseconds of a monotonic clock
     * @param sentOfOldest bytes of the oldest unsent message that have been sent
     * @return for how many nanoseconds something has been unsent without progress, as far as
     *     earlier calls could see
     */
    long stalledFor(long now, long sentOfOldest) {
        long progress = (sentMessages << 32) + sentOfOldest;
        if (messages == 0 || progress != lastProgress || !checked) {
            checked = true;
            lastProgress = progress;
            lastProgressAt = now;
        }
        return now - lastProgressAt;
    }
}
