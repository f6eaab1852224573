package io.handoff.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Authentication of callers. */
@ConfigMapping(prefix = "handoff.access")
public interface AccessSettings {

    String OPEN = "open";
    String JWT = "jwt";

    /**
     * {@code open}: every caller is a guest and may do everything. It is the default on a loopback
     * address; to listen beyond loopback it must be set explicitly. {@code jwt}: every request
     * needs a signed token, which is verified with exactly one of the keys below.
     */
    Optional<String> mode();

    /**
     * The host names, without ports, by which clients reach this server, besides {@code localhost},
     * 127.0.0.0/8 and {@code [::1]}. Requests for any other name are answered with 421, so that no
     * web page can reach the server under a name of its own (DNS rebinding). Checked when this is
     * set, and while {@code mode} is not.
     */
    Optional<Set<String>> hosts();

    /**
     * Whether the query may carry the token, as {@code ?access_token=}, for clients that can
     * neither send a header nor fetch a ticket. Off, because addresses end up in browser histories
     * and in the logs of proxies; this server's own logs never show it.
     */
    @WithDefault("false")
    boolean tokenInQuery();

    Jwt jwt();

    Tickets tickets();

    /** Which tokens are valid. */
    interface Jwt {

        /**
         * A secret of at least 32 bytes for HS256: for a quick start. The key that verifies tokens
         * also signs them, so every holder can issue tokens.
         */
        Optional<String> secret();

        /**
         * The issuer's public key, as PEM text or as the path of a PEM file: RSA for RS256, an
         * elliptic curve (P-256) for ES256. It is read once, at startup.
         */
        Optional<String> publicKey();

        /**
         * The issuer's key set (JWKS), as a URL or as the path of a file, for RS256 and ES256. The
         * key id of a token selects the key; an unknown id makes Handoff read the set again, at
         * most every ten seconds.
         */
        Optional<String> jwks();

        /**
         * The age at which the key set is read again, in the background. A key that the issuer
         * withdraws stays valid for that long. While the issuer is unreachable, the keys that were
         * read last stay valid.
         */
        @WithDefault("5M")
        Duration jwksRefresh();

        /** The required {@code iss}; not checked unless set. */
        Optional<String> issuer();

        /** The required element of {@code aud}; not checked unless set. */
        Optional<String> audience();

        /** The tolerated clock difference: tokens are valid that much earlier and longer. */
        @WithDefault("30S")
        Duration clockSkew();

        /** The claim with the caller's name, which owns tasks and an inbox. */
        @WithDefault("sub")
        String nameClaim();

        /**
         * The claim with the caller's roles: a list of strings, or one string with spaces. Handoff
         * knows {@code admin}, {@code viewer} and {@code notifier}; {@code a/b} is the claim {@code
         * b} inside the claim {@code a}.
         */
        @WithDefault("groups")
        String rolesClaim();

        /**
         * How long a verified token is cached, so that its signature is not verified with each
         * request; 0 disables the cache. Never beyond the token's own expiry.
         */
        @WithDefault("30S")
        Duration remember();
    }

    /** One-time tickets for browsers, which cannot send headers when they open a socket. */
    interface Tickets {

        /** How long a ticket is valid. */
        @WithDefault("30S")
        Duration ttl();

        /**
         * The maximum number of unused tickets; beyond it requests for tickets get 503. A ticket
         * takes about 300 bytes: in memory, or with {@code handoff.store=postgres} in the database,
         * where all replicas share the limit.
         */
        @WithDefault("10000")
        int limit();
    }
}
