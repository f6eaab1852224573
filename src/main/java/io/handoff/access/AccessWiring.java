package io.handoff.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Builds the beans of this package from the settings. */
final class AccessWiring {

    /** An entry takes a few hundred bytes. */
    private static final int MAX_CACHED_TOKENS = 10_000;

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

    /** In open mode there are no keys, so every token is invalid. */
    @Produces
    @Singleton
    Tokens tokens() {
        return new Tokens(
                keys(),
                ClaimRules.of(settings.jwt()),
                new TokenCache(settings.jwt().remember(), MAX_CACHED_TOKENS),
                clock);
    }

    private KeySource keys() {
        if (open) {
            return () -> TrustedKeys.NONE;
        }
        positive("jwt.jwks-refresh", settings.jwt().jwksRefresh());
        if (settings.jwt().clockSkew().isNegative()) {
            throw new ConfigurationException("handoff.access.jwt.clock-skew must not be negative.");
        }
        try {
            return ConfiguredKeys.of(settings.jwt(), clock);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose stack trace would be printed at startup.
            throw new ConfigurationException(e.getMessage());
        }
    }

    @Produces
    @Singleton
    TicketStore ticketStore(Optional<TicketRows> shared) {
        int limit = settings.tickets().limit();
        if (limit < 1) {
            throw new ConfigurationException("handoff.access.tickets.limit must be at least 1.");
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
            throw new ConfigurationException("handoff.access." + setting + " must be positive.");
        }
        return value;
    }

    @Produces
    @Singleton
    Authenticator authenticator(Tokens tokens, Tickets tickets) {
        return new Authenticator(
                open, settings.tokenInQuery(), tokens, tickets, OpenPaths.ofClassPath());
    }
}
