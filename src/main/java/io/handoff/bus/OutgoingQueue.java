package io.handoff.bus;

import io.handoff.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What waits to be sent, in order; bounded in number and in size. Thread-safe. */
final class OutgoingQueue {

    /** Characters of data that may wait; what comes after them waits as a hint. */
    static final int MOST_DATA = 16 << 20;

    /** Events that are sent together. */
    private static final int BATCH = 256;

    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private final int limit;
    private long data;
    private long dropped;
    private boolean gap;
    private boolean woken;

    OutgoingQueue(int limit) {
        this.limit = limit;
    }

    /** Where there is no room, it is dropped. */
    synchronized void offer(Event event) {
        boolean whole = data + size(event) <= MOST_DATA;
        if (waiting.size() >= limit || !whole && event.ephemeral()) {
            lost(event);
            return;
        }
        Event kept = whole ? event : event.asHint();
        waiting.add(kept);
        data += size(kept);
        notifyAll();
    }

    /** It will not be sent. */
    synchronized void lost(Event event) {
        dropped++;
        gap |= !event.ephemeral();
    }

    synchronized long dropped() {
        return dropped;
    }

    /** Whether stored events were lost since it was asked last: others should be told. */
    synchronized boolean takeGap() {
        boolean was = gap;
        gap = false;
        return was;
    }

    /** Nobody could be told. */
    synchronized void gap() {
        gap = true;
    }

    /** Those that are next; none if it was woken or nothing came for so many nanoseconds. */
    synchronized List<Event> take(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (waiting.isEmpty() && !woken && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            left = end - System.nanoTime();
        }
        woken = false;
        List<Event> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            Event event = waiting.poll();
            data -= size(event);
            batch.add(event);
        }
        return batch;
    }

    /** Lets who waits in {@link #take} look up. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private static int size(Event event) {
        return event.hint() ? 0 : event.data().length();
    }
}
