package io.handoff.socket;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All gates of this process, for those who watch them and those who shut them. Thread-safe. */
@Singleton
public class Sockets {

    private final List<Gate> gates;

    @Inject
    Sockets(@Any Instance<Gate> gates) {
        this.gates = gates.stream().toList();
    }

    public List<Gate> gates() {
        return gates;
    }

    /** Refuses all further upgrades with 503 and {@code Retry-After}; open sockets stay. */
    public void stopAdmitting() {
        gates.forEach(Gate::stop);
    }

    /** Closes all sockets with 1012, see {@link Gate#drain}; done when all are closed. */
    public CompletionStage<Void> drain(Duration spread) {
        return CompletableFuture.allOf(
                gates.stream()
                        .map(gate -> gate.drain(spread).toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
    }
}
