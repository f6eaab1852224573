package io.handoff.access;

import io.handoff.access.AccessMeter.Reason;
import io.handoff.http.Problem;
import io.handoff.store.StoreUnavailable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One-time tickets that authenticate a caller for a few seconds: browsers cannot send headers with
 * sockets and event streams, and a token in an address would end up in histories and logs.
 */
public final class Tickets {

    /** 256 bits, which cannot be guessed. */
    private static final int BYTES = 32;

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final TicketStore store;
    private final Duration ttl;
    private final InstantSource clock;
    private final AccessMeter meter;
    private final SecureRandom random = new SecureRandom();

    Tickets(TicketStore store, Duration ttl, InstantSource clock, AccessMeter meter) {
        this.store = store;
        this.ttl = ttl;
        this.clock = clock;
        this.meter = meter;
    }

    /**
     * @param expiresAt when the ticket expires, epoch milliseconds
     */
    public record Ticket(String text, long expiresAt) {

        /** Omits the ticket, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Ticket[expiresAt=" + expiresAt + ']';
        }
    }

    /**
     * Completes with a new ticket; fails with a {@link Problem} 503 if too many are unused or the
     * store is unavailable.
     */
    public CompletionStage<Ticket> issue(Caller caller) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Ticket ticket = new Ticket(TEXT.encodeToString(bytes), clock.millis() + ttl.toMillis());
        return translated(store.put(key(ticket.text()), caller, ticket.expiresAt()))
                .thenApply(
                        kept -> {
                            if (!kept) {
                                meter.refused(Reason.NO_TICKETS);
                                throw Problem.unavailable(
                                        "Too many unused tickets"
                                                + " (handoff.access.tickets.limit); try again.");
                            }
                            return ticket;
                        });
    }

    /**
     * Completes with the caller, once; fails with a {@link Problem} 401 after that, and with 503 if
     * the store is unavailable, when the ticket may still be valid.
     */
    public CompletionStage<Caller> redeem(String ticket) {
        return translated(store.take(key(ticket)))
                .thenApply(
                        found ->
                                found.filter(caller -> !caller.hasEndedBy(clock.millis()))
                                        .orElseThrow(
                                                () ->
                                                        Denied.invalid(
                                                                "Unknown ticket: each is valid"
                                                                        + " once and for "
                                                                        + ttl.toSeconds()
                                                                        + " s. Get a new one with"
                                                                        + " POST /tickets.")));
    }

    private static <T> CompletionStage<T> translated(CompletionStage<T> answer) {
        return answer.exceptionally(
                failure -> {
                    Throwable cause =
                            failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof StoreUnavailable unavailable) {
                        throw new Denied.TicketsUnavailable(unavailable.getMessage());
                    }
                    throw new CompletionException(cause);
                });
    }

    /** A hash, so that a leaked store leaks no tickets. */
    private static String key(String ticket) {
        return TEXT.encodeToString(TokenCache.fingerprint(ticket));
    }
}
