package io.handoff.bench.accept;

import io.handoff.bench.load.Fields;
import java.util.Collection;

/** What one connection was answered. */
public final class Tally {

    private final Latencies latencies = new Latencies();
    private volatile long accepted;
    private volatile long refused;
    private int lastRefusal;

    // One thread writes, another reads now and then: no atomic increment is needed.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void answered(int status, long micros) {
        if (status == 202) {
            accepted++;
            latencies.add(micros);
        } else {
            lastRefusal = status;
            refused++;
        }
    }

    public static long accepted(Collection<HttpConnection> connections) {
        return connections.stream().mapToLong(connection -> connection.tally().accepted).sum();
    }

    public static long answered(Collection<HttpConnection> connections) {
        return accepted(connections)
                + connections.stream().mapToLong(connection -> connection.tally().refused).sum();
    }

    /** Once all connections have come to rest. */
    public static Fields summary(Collection<HttpConnection> connections) {
        int lastRefusal =
                connections.stream()
                        .mapToInt(connection -> connection.tally().lastRefusal)
                        .max()
                        .orElse(0);
        Fields fields =
                new Fields()
                        .with("accepted", accepted(connections))
                        .with("refused", answered(connections) - accepted(connections))
                        .with("refusal", lastRefusal);
        return Latencies.merged(
                        connections.stream()
                                .map(connection -> connection.tally().latencies)
                                .toList())
                .into(fields);
    }
}
