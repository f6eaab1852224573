package io.handoff.access;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The tickets of one process. Those that nobody used go when there is a new one. */
final class MemoryTickets implements TicketStore {

    private final int limit;
    private final InstantSource clock;

    /** In the order in which they came, which is that in which they end. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(Caller caller, long until) {}

    MemoryTickets(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<Boolean> put(String key, Caller caller, long until) {
        dropEnded();
        boolean room = waiting.size() < limit;
        if (room) {
            waiting.put(key, new Waiting(caller, until));
        }
        return CompletableFuture.completedStage(room);
    }

    private void dropEnded() {
        long now = clock.millis();
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (oldest.hasNext() && oldest.next().until() <= now) {
            oldest.remove();
        }
    }

    @Override
    public synchronized CompletionStage<Optional<Caller>> take(String key) {
        return CompletableFuture.completedStage(
                Optional.ofNullable(waiting.remove(key))
                        .filter(ticket -> clock.millis() < ticket.until())
                        .map(Waiting::caller));
    }
}
