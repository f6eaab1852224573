package io.handoff.bench.peer;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.latency.DoneLines;
import io.handoff.bench.load.Fields;
import io.handoff.bench.replicas.Database;
import io.handoff.bench.replicas.Held;
import io.handoff.bench.replicas.Replicas;
import io.handoff.bench.report.Spread;
import io.handoff.bench.rounds.Plan;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Two job queues that many use, on the same PostgreSQL, with the same job. */
public final class PeerScenario implements Scenario {

    private static final List<String> PEERS = List.of("graphile-worker", "pg-boss");
    private static final String SETTINGS =
            "Handoff over HTTP, one replica with its defaults; the peers' callers call their library"
                    + " in their own process (no HTTP), one job a call, pools of %d connections, and"
                    + " hand in while nothing is worked on; Handoff works meanwhile, but for the line"
                    + " that says otherwise, where one task holds its one slot."
                    + " graphile-worker: 64 at once, LISTEN and polls every 2 s (its default);"
                    + " pg-boss: 4 workers that fetch up to 2,000 every 0.5 s, its shortest"
                    + " interval. A job does nothing; Handoff's writes its line to log.txt.";

    /** Jobs a second, when there is little to do. */
    private static final int LITTLE = 50;

    @Override
    public void run(Setup setup) throws Exception {
        if (!Files.isDirectory(setup.root().resolve("bench/peer/node_modules"))) {
            setup.report()
                    .skipped("peers (no Node 20 or newer with npm, or their packages are missing)");
            return;
        }
        int callers = setup.options().number("--connections");
        setup.report().heading("Peers on the same PostgreSQL, " + callers + " callers");
        setup.report().note(SETTINGS.formatted(Peer.POOL));
        List<Peer> peers = new ArrayList<>();
        try (Database database = Database.start(setup.work())) {
            setup.report().note(database.describe());
            database.create("handoff").create("held");
            Map<String, String> idle = Held.settings(setup.work(), database.settings("held"));
            try (Replicas handoff =
                            Replicas.start(setup, "Handoff", 1, database.settings("handoff"));
                    Replicas held = Replicas.start(setup, "Handoff, not working", 1, idle)) {
                for (String name : PEERS) {
                    peers.add(Peer.start(setup, database, name));
                }
                measure(setup, database, handoff, held, peers, callers);
                report(setup, handoff, held, peers);
            } finally {
                peers.forEach(Peer::close);
            }
        }
    }

    private static void measure(
            Setup setup,
            Database database,
            Replicas handoff,
            Replicas held,
            List<Peer> peers,
            int callers)
            throws Exception {
        Plan plan = setup.options().plan();
        setup.report().progress("  warming up");
        handoff.closed(setup, database, plan.warmUpSeconds());
        held.handIn(setup, plan.warmUpSeconds());
        for (Peer peer : peers) {
            peer.take(callers, Math.max(1, plan.warmUpSeconds() / 2));
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            Fields ours = handoff.closed(setup, database, plan.seconds());
            keep(setup, round, "Handoff", handoff.rounds(), ours, pickUp(setup, handoff));
            double alone = held.handIn(setup, plan.seconds());
            held.rounds().add(new Fields().with("rate", alone));
            setup.report().progress("  round %d, not working: %.0f/s".formatted(round, alone));
            for (Peer peer : peers) {
                Fields theirs = peer.take(callers, plan.seconds());
                Fields waits = peer.pickUp(LITTLE, plan.seconds());
                keep(setup, round, peer.name(), peer.rounds(), theirs, waits);
            }
        }
    }

    /** The line's time is when the worker began to write it. */
    private static Fields pickUp(Setup setup, Replicas handoff) throws Exception {
        DoneLines lines = new DoneLines();
        handoff.open(setup, LITTLE, setup.options().plan().seconds(), lines::take);
        return lines.fields();
    }

    private static void keep(
            Setup setup, int round, String name, List<Fields> rounds, Fields fields, Fields waits) {
        fields.with("wait50", waits.number("p50"))
                .with("wait99", waits.number("p99"))
                .with("waitMax", waits.number("max"));
        rounds.add(fields);
        setup.report()
                .progress(
                        "  round %d, %s: %.0f/s handed in, %.0f/s done, begun after %.1f ms"
                                .formatted(
                                        round,
                                        name,
                                        fields.number("rate"),
                                        fields.number("done"),
                                        fields.number("wait50") / 1000));
    }

    private static void report(Setup setup, Replicas handoff, Replicas held, List<Peer> peers) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("Handoff", handoff, handoff.rounds()));
        peers.forEach(peer -> rows.add(row(peer.name(), handoff, peer.rounds())));
        setup.report()
                .table(
                        List.of(
                                "Queue",
                                "handed in/s",
                                "Handoff is times that",
                                "done/s, drain included",
                                "Handoff is times that",
                                "call p50 ms",
                                "call p99 ms",
                                "begun after, p50 ms",
                                "p99 ms"),
                        rows);
        for (Peer peer : peers) {
            setup.report()
                    .note(
                            "Handoff, not working either: %s/s handed in, %s times %s"
                                    .formatted(
                                            held.spread(f -> f.number("rate")).format("%.0f"),
                                            held.ratio(peer.rounds(), f -> f.number("rate"))
                                                    .format("%.2f"),
                                            peer.name()));
            setup.report()
                    .note(
                            "%s, working off what waits, nobody handing in: %s/s"
                                    .formatted(
                                            peer.name(),
                                            spread(peer.rounds(), f -> f.number("worked"))
                                                    .format("%.0f")));
        }
        setup.report().note("begun after: at %d jobs a second".formatted(LITTLE));
    }

    private static List<String> row(String name, Replicas handoff, List<Fields> rounds) {
        return List.of(
                name,
                spread(rounds, f -> f.number("rate")).format("%.0f"),
                handoff.ratio(rounds, f -> f.number("rate")).format("%.2f"),
                spread(rounds, f -> f.number("done")).format("%.0f"),
                handoff.ratio(rounds, f -> f.number("done")).format("%.2f"),
                spread(rounds, f -> f.number("p50")).format("%.1f", 1000),
                spread(rounds, f -> f.number("p99")).format("%.1f", 1000),
                spread(rounds, f -> f.number("wait50")).format("%.1f", 1000),
                spread(rounds, f -> f.number("wait99")).format("%.1f", 1000));
    }

    private static Spread spread(List<Fields> rounds, ToDoubleFunction<Fields> value) {
        return Spread.of(rounds.stream().mapToDouble(value).boxed().toList());
    }
}
