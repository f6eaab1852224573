package io.handoff.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The issuer's key set, cached. It is read again in the background when it is old, and when a token
 * names an unknown key; if a read fails, the previous keys stay valid. Asynchronous, unlike
 * jose4j's {@code HttpsJwks}, because tokens are verified on event loops.
 */
final class RemoteKeySet implements KeySource {

    private static final Logger LOG = Logger.getLogger(RemoteKeySet.class);

    /** Keeps tokens with made-up key ids from flooding the issuer with requests. */
    static final Duration COOL_DOWN = Duration.ofSeconds(10);

    private final Supplier<CompletionStage<String>> fetch;
    private final Duration maxAge;
    private final InstantSource clock;

    /** The read in progress, or null. */
    private final AtomicReference<CompletableFuture<Void>> reading = new AtomicReference<>();

    /** Null before the first successful read. */
    private volatile TrustedKeys keys;

    private volatile long readAt = Long.MIN_VALUE / 2;

    /**
     * @param fetch fetches the set's JSON without blocking
     */
    RemoteKeySet(Supplier<CompletionStage<String>> fetch, Duration maxAge, InstantSource clock) {
        this.fetch = fetch;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public TrustedKeys current() {
        TrustedKeys current = keys;
        if (current == null) {
            throw new Denied.KeysMissing();
        }
        if (clock.millis() - readAt >= maxAge.toMillis()) {
            read();
        }
        return current;
    }

    @Override
    public CompletionStage<Void> refresh() {
        CompletableFuture<Void> running = reading.get();
        if (running != null) {
            return running;
        }
        boolean recent = clock.millis() - readAt < COOL_DOWN.toMillis();
        return recent ? CompletableFuture.completedStage(null) : read();
    }

    /** Reads the set, or joins the read in progress. */
    CompletionStage<Void> read() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> running = reading.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        readAt = clock.millis();
        CompletableFuture.completedFuture(fetch)
                .thenCompose(Supplier::get)
                .thenAccept(json -> keys = TrustedKeys.ofSet(json))
                .whenComplete(
                        (done, failure) -> {
                            if (failure != null) {
                                warn(failure);
                            }
                            reading.set(null);
                            mine.complete(null);
                        });
        return mine;
    }

    private void warn(Throwable failure) {
        LOG.warnf(
                "Cannot read the key set of handoff.access.jwt.jwks: %s. %s",
                JwksFetcher.reason(failure),
                keys == null
                        ? "Until it can be read, requests with tokens get 503."
                        : "The keys that were read before stay valid.");
    }
}
