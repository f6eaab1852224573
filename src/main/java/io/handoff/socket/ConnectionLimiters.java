package io.handoff.socket;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The connection limiters of this process, to be observed and to be drained. Thread-safe. */
@Singleton
public class ConnectionLimiters {

    private final List<ConnectionLimiter> connectionLimiters;

    @Inject
    ConnectionLimiters(@Any Instance<ConnectionLimiter> connectionLimiters) {
        this.connectionLimiters = connectionLimiters.stream().toList();
    }

    public List<ConnectionLimiter> connectionLimiters() {
        return connectionLimiters;
    }

    /** Refuses all further upgrades with 503 and {@code Retry-After}; open connections stay. */
    public void stopAdmitting() {
        connectionLimiters.forEach(ConnectionLimiter::stop);
    }

    /** Closes all connections with 1012, see {@link ConnectionLimiter#drain}. */
    public CompletionStage<Void> drain(Duration spread) {
        return CompletableFuture.allOf(
                connectionLimiters.stream()
                        .map(
                                connectionLimiter ->
                                        connectionLimiter.drain(spread).toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
    }
}
