package io.handoff.bench.memory;

import io.handoff.bench.Setup;
import io.handoff.bench.load.Fields;
import io.handoff.bench.report.Spread;
import io.handoff.bench.server.ServerProcess;
import io.handoff.bench.server.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what each of a crowd of idle connections costs a server, in turn with others. */
public final class IdleMemory {

    private static final double GOAL_KILOBYTES = 20;
    private static final int ROUNDS = 3;

    /** Two processes hold one end of each socket; a hundred more files are their own. */
    private static final int OTHER_FILES = 100;

    private final Setup setup;
    private final int count;
    private final Map<ServerProcess, String> loads;
    private final Map<String, List<Double>> live = new LinkedHashMap<>();
    private final Map<String, List<Double>> resident = new LinkedHashMap<>();

    /**
     * @param count of connections
     * @param loads the kind of load that opens connections to each server, by server
     */
    public IdleMemory(Setup setup, int count, Map<ServerProcess, String> loads) {
        this.setup = setup;
        this.count = count;
        this.loads = loads;
    }

    public void run() throws IOException, InterruptedException {
        for (ServerProcess server : loads.keySet()) {
            // What the first crowd leaves behind (pools, tables, code) is not per connection.
            crowd(server);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            for (ServerProcess server : loads.keySet()) {
                Heap each = crowd(server);
                setup.report()
                        .progress(
                                "  round %d: %s %d bytes of heap each"
                                        .formatted(round, server.name(), each.liveBytes()));
                add(live, server, each.liveBytes());
                add(resident, server, each.residentBytes());
            }
        }
        report();
    }

    /** Opens them all, closes them again, and returns the bytes that each one took. */
    private Heap crowd(ServerProcess server) throws IOException, InterruptedException {
        Heap before = Heap.of(setup.jdk(), server.pid());
        Fields opened = idle(server, count);
        if (opened.integer("open") != count) {
            throw new IOException(
                    "%s kept only %d of %d sockets open"
                            .formatted(server.name(), opened.integer("open"), count));
        }
        server.awaitIdle(Duration.ofSeconds(5));
        Heap full = Heap.of(setup.jdk(), server.pid());
        idle(server, 0);
        server.awaitIdle(Duration.ofSeconds(5));
        return new Heap(
                (full.liveBytes() - before.liveBytes()) / count,
                (full.residentBytes() - before.residentBytes()) / count);
    }

    private Fields idle(ServerProcess server, int wanted) throws IOException, InterruptedException {
        return setup.load()
                .run(
                        loads.get(server) + " port=" + server.port() + " count=" + wanted,
                        Duration.ofSeconds(60 + count / 100));
    }

    /** As many as {@code --idle} says, or as this shell may open. */
    public static int affordable(Setup setup) {
        int wanted = setup.options().number("--idle");
        int files = Integer.parseInt(System.getProperty("bench.files", "1024"));
        if (wanted + OTHER_FILES > files) {
            setup.report()
                    .skipped(
                            "more than %d sockets (open files are limited to %d: ulimit -n)"
                                    .formatted(files - OTHER_FILES, files));
        }
        return Math.min(wanted, files - OTHER_FILES);
    }

    private static void add(Map<String, List<Double>> to, ServerProcess server, long bytes) {
        to.computeIfAbsent(server.name(), name -> new ArrayList<>()).add(bytes / 1024.0);
    }

    private void report() {
        List<List<String>> rows = new ArrayList<>();
        for (String name : live.keySet()) {
            Spread heap = Spread.of(live.get(name));
            String verdict = heap.median() <= GOAL_KILOBYTES ? "reached" : "missed";
            rows.add(
                    List.of(
                            name,
                            heap.format("%.1f"),
                            Spread.of(resident.get(name)).format("%.1f"),
                            name.equals(Servers.HANDOFF) ? "heap ≤ 20, " + verdict : ""));
        }
        setup.report()
                .table(
                        List.of(
                                "Server",
                                "KB of live heap each",
                                "KB of resident memory each",
                                "goal"),
                        rows);
    }
}
