package io.handoff.bench.rounds;

import io.handoff.bench.load.Fields;
import io.handoff.bench.load.LoadProcess;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/** One server in one round: how much it did, and what it and the load generator used for it. */
public record Sample(Fields fields, double clientSeconds, double serverSeconds) {

    private static final Duration GRACE = Duration.ofSeconds(90);

    public static Sample take(LoadProcess load, ServerProcess server, String command, int seconds)
            throws IOException, InterruptedException {
        Duration client = load.cpu();
        Duration served = server.cpu();
        Fields fields = load.run(command, GRACE.plusSeconds(seconds));
        return new Sample(
                fields,
                load.cpu().minus(client).toNanos() / 1e9,
                server.cpu().minus(served).toNanos() / 1e9);
    }

    public double perSecond() {
        return fields.number("count") / fields.number("elapsed");
    }

    public double clientCores() {
        return clientSeconds / fields.number("elapsed");
    }

    public double serverCores() {
        return serverSeconds / fields.number("elapsed");
    }

    /** The server's own cost of one operation, whatever the load generator costs beside it. */
    public double serverMicrosEach() {
        return serverSeconds * 1e6 / fields.number("count");
    }
}
