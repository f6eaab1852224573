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
 * One-time passes that stand for a caller for a few seconds: a browser can send no header with a
 * socket or an event stream, and a token in an address would end up in histories and logs.
 */
public final class Tickets {

    /** As hard to guess as a key. */
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
     * @param expiresAt until when it can be used, epoch milliseconds
     */
    public record Ticket(String text, long expiresAt) {

        /** Without the ticket, in case somebody logs this. */
        @Override
        public String toString() {
            return "Ticket[expiresAt=" + expiresAt + ']';
        }
    }

    /**
     * Completes with a new ticket, or with a {@link Problem} 503 if too many wait already or the
     * store is away.
     */
    public CompletionStage<Ticket> issue(Caller caller) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Ticket ticket = new Ticket(TEXT.encodeToString(bytes), clock.millis() + ttl.toMillis());
        return explained(store.put(key(ticket.text()), caller, ticket.expiresAt()))
                .thenApply(
                        kept -> {
                            if (!kept) {
                                meter.refused(Reason.NO_TICKETS);
                                throw Problem.unavailable(
                                        "Too many tickets wait for their use"
                                                + " (handoff.access.tickets.limit); try again.");
                            }
                            return ticket;
                        });
    }

    /**
     * Completes with the caller, once; with a {@link Problem} 401 ever after. 503 if the store is
     * away: the ticket may still be good.
     */
    public CompletionStage<Caller> redeem(String ticket) {
        return explained(store.take(key(ticket)))
                .thenApply(
                        found ->
                                found.filter(caller -> !caller.hasEndedBy(clock.millis()))
                                        .orElseThrow(
                                                () ->
                                                        Denied.invalid(
                                                                "There is no such ticket: each"
                                                                        + " counts once and for "
                                                                        + ttl.toSeconds()
                                                                        + " s. Get a new one with"
                                                                        + " POST /tickets.")));
    }

    private static <T> CompletionStage<T> explained(CompletionStage<T> answer) {
        return answer.exceptionally(
                failure -> {
                    Throwable cause =
                            failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof StoreUnavailable away) {
                        throw new Denied.StoreAway(away.getMessage());
                    }
                    throw new CompletionException(cause);
                });
    }

    /** A store that leaks leaks no tickets. */
    private static String key(String ticket) {
        return TEXT.encodeToString(CheckedTokens.fingerprint(ticket));
    }
}
