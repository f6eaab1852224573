package io.handoff.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The tickets of all replicas: each replica accepts the tickets of the others. */
final class SharedTickets implements TicketStore {

    private final TicketRows ticketRows;
    private final int limit;
    private final InstantSource clock;

    SharedTickets(TicketRows ticketRows, int limit, InstantSource clock) {
        this.ticketRows = ticketRows;
        this.limit = limit;
        this.clock = clock;
    }

    /** Passes a duration instead of a time, because the clocks of replicas differ. */
    @Override
    public CompletionStage<Boolean> put(String key, Caller caller, long until) {
        return ticketRows.put(key, text(caller), Duration.ofMillis(until - clock.millis()), limit);
    }

    @Override
    public CompletionStage<Optional<Caller>> take(String key) {
        return ticketRows.take(key).thenApply(found -> found.map(SharedTickets::caller));
    }

    private static String text(Caller caller) {
        return new JsonObject()
                .put("name", caller.name())
                .put("roles", new JsonArray(List.copyOf(caller.roles())))
                .put("expiresAt", caller.expiresAt())
                .encode();
    }

    private static Caller caller(String text) {
        JsonObject json = new JsonObject(text);
        Set<String> roles =
                json.getJsonArray("roles").stream()
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet());
        return new Caller(json.getString("name"), roles, json.getLong("expiresAt"));
    }
}
