package io.handoff.live;

import io.handoff.channel.EncodedEvent;
import io.handoff.event.Event;
import io.handoff.socket.Connection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What goes out on one connection. Stored events and answers go at once, and count against what a
 * slow reader may leave; ephemeral ones wait while it is busy, and the newest of each kind wins.
 * Used on the connection's event loop.
 */
final class Outbox {

    /** Kinds that may wait at once: sender, channel and type. */
    private static final int MOST_WAITING = 256;

    private final Connection connection;
    private final LongAdder dropped;
    private final Map<String, EncodedEvent> waiting = new LinkedHashMap<>();

    /**
     * @param dropped counts ephemeral events that a newer one took the place of
     */
    Outbox(Connection connection, LongAdder dropped) {
        this.connection = connection;
        this.dropped = dropped;
    }

    void send(byte[] frame) {
        connection.send(frame);
    }

    void offer(EncodedEvent ephemeral) {
        if (waiting.isEmpty() && connection.isQuick()) {
            connection.send(ephemeral.frame());
            return;
        }
        Event event = ephemeral.event();
        String kind = kind(event);
        if (waiting.remove(kind) != null || waiting.size() >= MOST_WAITING && dropOldest()) {
            dropped.increment();
        }
        waiting.put(kind, ephemeral);
    }

    boolean hasRoom() {
        return connection.hasRoom();
    }

    /** Sends what waits, as long as there is room. */
    void goOn() {
        Iterator<EncodedEvent> next = waiting.values().iterator();
        while (next.hasNext() && connection.isQuick()) {
            connection.send(next.next().frame());
            next.remove();
        }
    }

    /** What the server itself says is of one kind only where the newest says it all. */
    private static String kind(Event event) {
        boolean ofItsOwn = event.from() == null && !event.type().equals("progress");
        String by = ofItsOwn ? event.id() : event.from();
        return event.channel() + ' ' + event.type() + ' ' + by;
    }

    /** Nothing of that channel comes any more. */
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
