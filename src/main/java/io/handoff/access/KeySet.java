package io.handoff.access;

import java.security.Key;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The issuer's key set (RFC 7517), kept, and read again when it is old or a token names an unknown
 * key. Reading never holds up who asks for keys; where it fails, the last keys go on counting.
 */
final class KeySet implements SigningKeys {

    private static final Logger LOG = Logger.getLogger(KeySet.class);

    /** So that tokens with made-up key ids do not make us hammer the issuer. */
    static final Duration COOL_DOWN = Duration.ofSeconds(10);

    private final Supplier<CompletionStage<String>> source;
    private final Duration refresh;
    private final InstantSource clock;

    /** The look that is under way, if one is. */
    private final AtomicReference<CompletableFuture<Void>> look = new AtomicReference<>();

    private volatile Content content = new Content(List.of(), 0);
    private volatile long askedAt = Long.MIN_VALUE / 2;

    /** What was read; in generation 0 nothing was. */
    private record Content(List<PublishedKey> keys, int generation) {}

    /**
     * @param source reads the set's JSON; must not block
     */
    KeySet(Supplier<CompletionStage<String>> source, Duration refresh, InstantSource clock) {
        this.source = source;
        this.refresh = refresh;
        this.clock = clock;
    }

    /**
     * @throws Denied.KeysMissing if they could not be read so far
     */
    @Override
    public List<Key> candidates(String algorithm, String keyId) {
        Content now = content;
        if (now.generation() == 0) {
            throw new Denied.KeysMissing();
        }
        if (clock.millis() - askedAt >= refresh.toMillis()) {
            look();
        }
        return now.keys().stream()
                .filter(published -> published.fits(algorithm, keyId))
                .map(published -> published.key().key())
                .toList();
    }

    @Override
    public CompletionStage<Void> lookAgain() {
        CompletableFuture<Void> running = look.get();
        if (running != null) {
            return running;
        }
        boolean soon = clock.millis() - askedAt < COOL_DOWN.toMillis();
        return soon ? CompletableFuture.completedStage(null) : look();
    }

    @Override
    public int generation() {
        return content.generation();
    }

    /** One look at a time: who comes meanwhile gets the same. */
    CompletionStage<Void> look() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> running = look.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        askedAt = clock.millis();
        read().whenComplete(
                        (jwks, failure) -> {
                            take(jwks, failure);
                            look.set(null);
                            mine.complete(null);
                        });
        return mine;
    }

    private CompletionStage<String> read() {
        try {
            return source.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void take(String jwks, Throwable failure) {
        if (failure != null) {
            keep(Jwks.reason(failure));
            return;
        }
        try {
            content = new Content(PublishedKey.parse(jwks), content.generation() + 1);
        } catch (IllegalArgumentException e) {
            keep(e.getMessage());
        }
    }

    private void keep(String reason) {
        LOG.warnf(
                "The key set of handoff.access.jwt.jwks could not be read: %s. %s",
                reason,
                content.generation() == 0
                        ? "Until it can, tokens are answered with 503."
                        : "The keys that were read before go on counting.");
    }
}
