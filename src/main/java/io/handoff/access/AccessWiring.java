package io.handoff.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Puts the door together from the settings. */
final class AccessWiring {

    /** One entry is some hundred bytes. */
    private static final int MOST_REMEMBERED = 10_000;

    private final AccessSettings settings;
    private final InstantSource clock;
    private final boolean open;

    AccessWiring(AccessSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.open = !settings.mode().orElse(AccessSettings.OPEN).equals(AccessSettings.JWT);
    }

    @Produces
    @Singleton
    Callers callers() {
        return new Callers(open);
    }

    /** In open mode there are no keys, so no token counts. */
    @Produces
    @Singleton
    Tokens tokens() {
        return new Tokens(
                keys(),
                ClaimRules.of(settings.jwt()),
                new CheckedTokens(settings.jwt().remember(), MOST_REMEMBERED),
                clock);
    }

    private SigningKeys keys() {
        if (open) {
            return (algorithm, keyId) -> List.of();
        }
        positive("jwt.jwks-refresh", settings.jwt().jwksRefresh());
        if (settings.jwt().clockSkew().isNegative()) {
            throw new ConfigurationException("handoff.access.jwt.clock-skew can't be negative.");
        }
        try {
            return KeySource.of(settings.jwt(), clock);
        } catch (IllegalArgumentException e) {
            // Without the cause, of which the start would print the trace.
            throw new ConfigurationException(e.getMessage());
        }
    }

    @Produces
    @Singleton
    TicketStore ticketStore(Optional<TicketRows> shared) {
        int limit = settings.tickets().limit();
        if (limit < 1) {
            throw new ConfigurationException("handoff.access.tickets.limit has to be at least 1.");
        }
        return shared.<TicketStore>map(ticketRows -> new SharedTickets(ticketRows, limit, clock))
                .orElseGet(() -> new MemoryTickets(limit, clock));
    }

    @Produces
    @Singleton
    Tickets tickets(TicketStore store, AccessMeter meter) {
        return new Tickets(store, positive("tickets.ttl", settings.tickets().ttl()), clock, meter);
    }

    private static Duration positive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigurationException(
                    "handoff.access." + setting + " has to be longer than nothing.");
        }
        return value;
    }

    @Produces
    @Singleton
    Authenticator door(Tokens tokens, Tickets tickets) {
        return new Authenticator(
                open, settings.tokenInQuery(), tokens, tickets, OpenPaths.ofClassPath());
    }
}
