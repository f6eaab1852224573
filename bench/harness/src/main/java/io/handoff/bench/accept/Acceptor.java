package io.handoff.bench.accept;

import io.handoff.bench.Setup;
import io.handoff.bench.load.Fields;
import io.handoff.bench.rounds.Sample;
import io.handoff.bench.server.Http;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A server that takes {@code POST /process}, and how far its background work has come. */
final class Acceptor {

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);

    private final ServerProcess server;
    private final LogTail tail;
    private long accepted;

    Acceptor(ServerProcess server) {
        this.server = server;
        this.tail = new LogTail(server.log());
    }

    ServerProcess server() {
        return server;
    }

    /** One request by a complete client, so that the light one has to look at the status only. */
    boolean works() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                Http.post(server.port(), "/process", ProcessRequest.body(Micros.now()));
        if (answer.statusCode() != 202 || !answer.body().contains("\"accepted\"")) {
            return false;
        }
        accepted++;
        return tail.await(accepted, Duration.ofSeconds(5), line -> {});
    }

    /** The rate, then how long the background work goes on: the next server waits for its end. */
    Sample take(Setup setup, int seconds) throws IOException, InterruptedException {
        String command =
                "closed port=%d connections=%d seconds=%d"
                        .formatted(server.port(), setup.options().number("--connections"), seconds);
        Sample sample = Sample.take(setup.load(), server, command, seconds);
        Fields fields = sample.fields();
        accepted += (long) fields.number("accepted");
        long start = System.nanoTime();
        tail.await(accepted, DRAIN_LIMIT, line -> {});
        fields.with("drain", (System.nanoTime() - start) / 1e9);
        server.awaitIdle(Duration.ofSeconds(20));
        return sample;
    }

    long accepted() {
        return accepted;
    }

    long done() {
        return tail.lines();
    }
}
