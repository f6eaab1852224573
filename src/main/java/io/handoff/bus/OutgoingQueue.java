package io.handoff.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Messages that wait to be sent, in order; bounded in number and in size. Thread-safe. */
final class OutgoingQueue {

    /** Characters of data that may wait; beyond them, stored events wait as hints. */
    static final int MAX_SIZE = 16 << 20;

    /** The most messages to send together. */
    private static final int BATCH = 256;

    private final ArrayDeque<BusMessage> waiting = new ArrayDeque<>();
    private final int limit;
    private long size;
    private long dropped;
    private boolean storedLost;
    private boolean woken;

    OutgoingQueue(int limit) {
        this.limit = limit;
    }

    /** Adds a message, or drops it if the queue is full. */
    synchronized void offer(BusMessage message) {
        Optional<? extends BusMessage> kept =
                size + message.size() <= MAX_SIZE ? Optional.of(message) : message.asHint();
        if (waiting.size() >= limit || kept.isEmpty()) {
            drop(message);
            return;
        }
        waiting.add(kept.get());
        size += kept.get().size();
        notifyAll();
    }

    /** Counts a message that will not be sent. */
    synchronized void drop(BusMessage message) {
        dropped++;
        storedLost |= message.stored();
    }

    synchronized long dropped() {
        return dropped;
    }

    /** Whether stored events were lost since the last call: the other replicas must know. */
    synchronized boolean takeStoredLost() {
        boolean was = storedLost;
        storedLost = false;
        return was;
    }

    /** The other replicas could not be informed of a loss: the next call must return it again. */
    synchronized void restoreStoredLost() {
        storedLost = true;
    }

    /** The next messages; none if woken, or if none arrives within so many nanoseconds. */
    synchronized List<BusMessage> take(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (waiting.isEmpty() && !woken && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            left = end - System.nanoTime();
        }
        woken = false;
        List<BusMessage> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            BusMessage message = waiting.poll();
            size -= message.size();
            batch.add(message);
        }
        return batch;
    }

    /** Makes a waiting {@link #take} return. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }
}
