package io.handoff.live;

import io.handoff.channel.EncodedEvent;
import io.handoff.event.Event;
import io.handoff.socket.Connection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends what one client gets. Stored events and answers are sent at once, and count against the
 * limit of a slow reader; ephemeral events wait while the connection is busy, and the newest of
 * each key replaces the older ones. Used on the connection's event loop.
 */
final class Outbox {

    /** How many keys (sender, channel and type) may wait at once. */
    private static final int MAX_WAITING = 256;

    private final Connection connection;
    private final LongAdder dropped;
    private final Map<String, EncodedEvent> waiting = new LinkedHashMap<>();

    /**
     * @param dropped counts the ephemeral events that a newer one replaced
     */
    Outbox(Connection connection, LongAdder dropped) {
        this.connection = connection;
        this.dropped = dropped;
    }

    void send(byte[] frame) {
        connection.send(frame);
    }

    void offer(EncodedEvent ephemeral) {
        if (waiting.isEmpty() && connection.isNearlyEmpty()) {
            connection.send(ephemeral.frame());
            return;
        }
        Event event = ephemeral.event();
        String key = key(event);
        if (waiting.remove(key) != null || waiting.size() >= MAX_WAITING && dropOldest()) {
            dropped.increment();
        }
        waiting.put(key, ephemeral);
    }

    boolean hasCapacity() {
        return connection.hasCapacity();
    }

    /** Sends the events that wait, while there is capacity. */
    void sendWaiting() {
        Iterator<EncodedEvent> next = waiting.values().iterator();
        while (next.hasNext() && connection.isNearlyEmpty()) {
            connection.send(next.next().frame());
            next.remove();
        }
    }

    /** Of the server's own events only {@code progress} replaces an older one. */
    private static String key(Event event) {
        boolean unique = event.from() == null && !event.type().equals("progress");
        String by = unique ? event.id() : event.from();
        return event.channel() + ' ' + event.type() + ' ' + by;
    }

    /** Drops the waiting events of a channel. */
    void forget(String channel) {
        waiting.values().removeIf(event -> event.event().channel().equals(channel));
    }

    private boolean dropOldest() {
        Iterator<EncodedEvent> oldest = waiting.values().iterator();
        oldest.next();
        oldest.remove();
        return true;
    }
}
