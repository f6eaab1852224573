package io.handoff.socket;

import java.util.concurrent.atomic.LongAdder;

/**
 * What was written for one client and has not reached its socket yet. Not thread-safe: used on the
 * connection's event loop.
 */
final class SendBuffer {

    private final int maxBytes;
    private final int maxMessages;
    private final LongAdder all;
    private long bytes;
    private int messages;
    private long sent;
    private long seen;
    private long seenAt;
    private boolean looked;

    /**
     * @param all what is unsent on all connections together
     */
    SendBuffer(int maxBytes, int maxMessages, LongAdder all) {
        this.all = all;
        this.maxBytes = maxBytes;
        this.maxMessages = maxMessages;
    }

    static SendBuffer of(SocketLimits limits, LongAdder all) {
        return new SendBuffer(limits.maxUnsentBytes(), limits.maxUnsentMessages(), all);
    }

    void add(int size) {
        bytes += size;
        all.add(size);
        messages++;
    }

    void remove(int size) {
        bytes -= size;
        all.add(-size);
        messages--;
        sent++;
    }

    /** Whether the client has to go. */
    boolean over() {
        return bytes > maxBytes || messages > maxMessages;
    }

    /** Whether it has to go even where the limit is only counted. */
    boolean farOver() {
        return bytes > 8L * maxBytes || messages > 8L * maxMessages;
    }

    /** Whether little waits: a sixteenth of the limits. */
    boolean isQuick() {
        return bytes <= maxBytes / 16 && messages <= maxMessages / 16;
    }

    /** Whether to ask for more work: half the limits, so that answers alone never go over. */
    boolean hasRoom() {
        return bytes <= maxBytes / 2 && messages <= maxMessages / 2;
    }

    /**
     * @param now nanoseconds of a monotonic clock
     * @param partly bytes of the oldest message that have been sent
     * @return for how many nanoseconds something has waited and nothing moved, as far as earlier
     *     calls could see
     */
    long stalledFor(long now, long partly) {
        long progress = (sent << 32) + partly;
        if (messages == 0 || progress != seen || !looked) {
            looked = true;
            seen = progress;
            seenAt = now;
        }
        return now - seenAt;
    }
}
