package io.handoff.access;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The tickets of one process. Issuing a ticket removes the expired ones. */
final class MemoryTickets implements TicketStore {

    private final int limit;
    private final InstantSource clock;

    /** In order of issue, which is the order of expiry. */
    private final Map<String, Unused> unused = new LinkedHashMap<>();

    private record Unused(Caller caller, long until) {}

    MemoryTickets(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<Boolean> put(String key, Caller caller, long until) {
        removeExpired();
        boolean free = unused.size() < limit;
        if (free) {
            unused.put(key, new Unused(caller, until));
        }
        return CompletableFuture.completedStage(free);
    }

    private void removeExpired() {
        long now = clock.millis();
        Iterator<Unused> oldest = unused.values().iterator();
        while (oldest.hasNext() && oldest.next().until() <= now) {
            oldest.remove();
        }
    }

    @Override
    public synchronized CompletionStage<Optional<Caller>> take(String key) {
        return CompletableFuture.completedStage(
                Optional.ofNullable(unused.remove(key))
                        .filter(ticket -> clock.millis() < ticket.until())
                        .map(Unused::caller));
    }
}
