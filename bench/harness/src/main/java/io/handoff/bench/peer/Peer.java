package io.handoff.bench.peer;

import io.handoff.bench.Setup;
import io.handoff.bench.load.Fields;
import io.handoff.bench.load.LoadProcess;
import io.handoff.bench.replicas.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A job queue in Node: one process hands jobs in, another does them. */
final class Peer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(10);

    /** Connections of each of the two processes. */
    static final int POOL = 20;

    private final String name;
    private final LoadProcess caller;
    private final LoadProcess worker;
    private final List<Fields> rounds = new ArrayList<>();
    private long accepted;

    private Peer(String name, LoadProcess caller, LoadProcess worker) {
        this.name = name;
        this.caller = caller;
        this.worker = worker;
    }

    static Peer start(Setup setup, Database database, String name) throws Exception {
        String base = name.replace('-', '_');
        database.create(base);
        List<String> command =
                List.of(
                        "node",
                        "--no-warnings",
                        setup.root().resolve("bench/peer/peer.mjs").toString(),
                        name,
                        database.url(base),
                        String.valueOf(POOL));
        // One after the other: both migrate.
        LoadProcess caller = LoadProcess.start(command);
        caller.awaitReady(LIMIT);
        LoadProcess worker = LoadProcess.start(command);
        worker.awaitReady(LIMIT);
        return new Peer(name, caller, worker);
    }

    String name() {
        return name;
    }

    List<Fields> rounds() {
        return rounds;
    }

    /** Handing in alone, then doing it alone, then both at once. */
    Fields take(int callers, int seconds) throws Exception {
        Fields alone = closed(callers, seconds);
        long start = System.nanoTime();
        worker.run("work", LIMIT);
        awaitDone();
        double worked = (System.nanoTime() - start) / 1e9;
        worker.run("waits", LIMIT);
        Fields both = closed(callers, seconds);
        long end = System.nanoTime();
        awaitDone();
        double drain = (System.nanoTime() - end) / 1e9;
        worker.run("rest", LIMIT);
        worker.run("waits", LIMIT);
        return alone.with("rate", alone.number("count") / alone.number("elapsed"))
                .with("worked", alone.number("accepted") / worked)
                .with("done", both.number("accepted") / (both.number("elapsed") + drain));
    }

    /** Micros from being handed in to being begun, when there is little to do. */
    Fields pickUp(int rate, int seconds) throws Exception {
        worker.run("work", LIMIT);
        Fields fields = caller.run("open rate=%d seconds=%d".formatted(rate, seconds), LIMIT);
        accepted += (long) fields.number("accepted");
        awaitDone();
        Fields waits = worker.run("waits", LIMIT);
        worker.run("rest", LIMIT);
        return waits;
    }

    private Fields closed(int callers, int seconds) throws Exception {
        Fields fields =
                caller.run("closed callers=%d seconds=%d".formatted(callers, seconds), LIMIT);
        accepted += (long) fields.number("accepted");
        return fields;
    }

    private void awaitDone() throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (worker.run("done", LIMIT).number("done") < accepted) {
            if (System.nanoTime() > end) {
                throw new IOException(name + " does not come to an end");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void close() {
        caller.close();
        worker.close();
    }
}
