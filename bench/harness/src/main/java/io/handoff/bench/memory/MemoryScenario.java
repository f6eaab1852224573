package io.handoff.bench.memory;

import io.handoff.bench.Scenario;
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

/** What a connection costs that only stands there. */
public final class MemoryScenario implements Scenario {

    private static final double GOAL_KILOBYTES = 20;
    private static final int ROUNDS = 3;

    /** Two processes hold one end of each socket; a hundred more files are their own. */
    private static final int OTHER_FILES = 100;

    @Override
    public void run(Setup setup) throws Exception {
        int count = affordable(setup);
        setup.report().heading("Memory of " + count + " idle echo connections");
        Map<String, List<Double>> live = new LinkedHashMap<>();
        Map<String, List<Double>> resident = new LinkedHashMap<>();
        Map<String, String> cap =
                Map.of("HANDOFF_ECHO_MAX_CONNECTIONS", String.valueOf(count + 1000));
        try (ServerProcess handoff = setup.servers().handoff(cap);
                ServerProcess bare = setup.servers().bareEcho()) {
            for (ServerProcess server : List.of(handoff, bare)) {
                // What the first crowd leaves behind (pools, tables, code) is not per connection.
                crowd(setup, server, count);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                for (ServerProcess server : List.of(handoff, bare)) {
                    Heap each = crowd(setup, server, count);
                    setup.report()
                            .progress(
                                    "  round %d: %s %d bytes of heap each"
                                            .formatted(round, server.name(), each.liveBytes()));
                    add(live, server, each.liveBytes());
                    add(resident, server, each.residentBytes());
                }
            }
        }
        report(setup, live, resident);
    }

    /** Opens them all, closes them again, and returns the bytes that each one took. */
    private static Heap crowd(Setup setup, ServerProcess server, int count)
            throws IOException, InterruptedException {
        Heap before = Heap.of(setup.jdk(), server.pid());
        Fields opened = idle(setup, server, count);
        if (opened.integer("open") != count) {
            throw new IOException(
                    "%s kept only %d of %d sockets open"
                            .formatted(server.name(), opened.integer("open"), count));
        }
        server.awaitIdle(Duration.ofSeconds(5));
        Heap full = Heap.of(setup.jdk(), server.pid());
        idle(setup, server, 0);
        server.awaitIdle(Duration.ofSeconds(5));
        return new Heap(
                (full.liveBytes() - before.liveBytes()) / count,
                (full.residentBytes() - before.residentBytes()) / count);
    }

    private static Fields idle(Setup setup, ServerProcess server, int count)
            throws IOException, InterruptedException {
        return setup.load()
                .run(
                        "idle port=" + server.port() + " count=" + count,
                        Duration.ofSeconds(60 + count / 100));
    }

    private static int affordable(Setup setup) {
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

    private static void report(
            Setup setup, Map<String, List<Double>> live, Map<String, List<Double>> resident) {
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
