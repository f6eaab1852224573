package io.handoff.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Who may call. */
@ConfigMapping(prefix = "handoff.access")
public interface AccessSettings {

    String OPEN = "open";
    String JWT = "jwt";

    /**
     * {@code open}: everybody is a guest and may do everything. It is the default on a loopback
     * address; to listen beyond loopback it must be set explicitly. {@code jwt}: every call brings
     * a signed token; exactly one of the keys below says whose signature counts.
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
     * Whether a token may also stand in the query, as {@code ?access_token=}, for clients that can
     * send no header and fetch no ticket. Off, because addresses end up in histories, proxies and
     * their logs; this server's own logs never show it.
     */
    @WithDefault("false")
    boolean tokenInQuery();

    Jwt jwt();

    Tickets tickets();

    /** Whose tokens count, and what has to be in them. */
    interface Jwt {

        /**
         * A secret of at least 32 bytes that signs tokens with HS256: for a quick start. Whoever
         * can check a token with it can also make one.
         */
        Optional<String> secret();

        /**
         * The issuer's public key, as PEM text or as the path of a PEM file: RSA for RS256, an
         * elliptic curve (P-256) for ES256. It is read once, at the start.
         */
        Optional<String> publicKey();

        /**
         * The issuer's key set (JWKS), as a URL or as the path of a file, for RS256 and ES256. Keys
         * are told apart by their ids; a token with an unknown id makes Handoff look again, at most
         * every ten seconds.
         */
        Optional<String> jwks();

        /**
         * How old the key set may become before it is read again, in the background. A key that the
         * issuer withdrew counts that much longer; if the issuer can't be reached, the keys that
         * were read last go on counting.
         */
        @WithDefault("5M")
        Duration jwksRefresh();

        /** What {@code iss} has to be; not looked at unless set. */
        Optional<String> issuer();

        /** What has to be in {@code aud}; not looked at unless set. */
        Optional<String> audience();

        /** By how much the issuer's clock may differ from ours: a token counts so much longer. */
        @WithDefault("30S")
        Duration clockSkew();

        /** The claim with the caller's name, which names the inbox and the tasks. */
        @WithDefault("sub")
        String nameClaim();

        /**
         * The claim with the caller's roles: texts in a list, or one text with spaces between.
         * {@code admin}, {@code viewer} and {@code notifier} mean something; {@code a/b} is the
         * claim {@code b} inside the claim {@code a}.
         */
        @WithDefault("groups")
        String rolesClaim();

        /**
         * For how long a checked token is remembered, so that its signature is not checked with
         * each call; 0 for not at all. Never beyond the token's own end.
         */
        @WithDefault("30S")
        Duration remember();
    }

    /** One-time passes for browsers, which can't send a header when they open a socket. */
    interface Tickets {

        /** How long a ticket can be used. */
        @WithDefault("30S")
        Duration ttl();

        /**
         * How many may be waiting for their use; one more gets 503. About 300 bytes each: in
         * memory, or with {@code handoff.store=postgres} in the database, where all replicas share
         * the limit.
         */
        @WithDefault("10000")
        int limit();
    }
}
