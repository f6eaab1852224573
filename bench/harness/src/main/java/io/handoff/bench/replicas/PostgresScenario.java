package io.handoff.bench.replicas;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.load.Fields;
import io.handoff.bench.rounds.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a shared database costs, and what more replicas bring on this one machine. */
public final class PostgresScenario implements Scenario {

    @Override
    public void run(Setup setup) throws Exception {
        setup.report()
                .heading(
                        "Durable accept on PostgreSQL, %d connections in all"
                                .formatted(setup.options().number("--connections")));
        List<Replicas> all = new ArrayList<>();
        try (Database database = Database.start(setup.work())) {
            database.create("one").create("wide").create("three");
            setup.report().note(database.describe());
            Map<String, String> wide = database.settings("wide");
            wide.put("HANDOFF_TASKS_SLOTS", "256");
            Map<String, String> three = database.settings("three");
            three.put("HANDOFF_BUS", "postgres");
            try {
                all.add(Replicas.start(setup, "SQLite", 1, Map.of()));
                all.add(Replicas.start(setup, "1 replica", 1, database.settings("one")));
                all.add(Replicas.start(setup, "1 replica, 256 slots", 1, wide));
                all.add(Replicas.start(setup, "3 replicas, bus on it too", 3, three));
                measure(setup, database, all);
                report(setup, all);
            } finally {
                all.forEach(Replicas::close);
            }
        }
    }

    private static void measure(Setup setup, Database database, List<Replicas> all)
            throws Exception {
        Plan plan = setup.options().plan();
        for (Replicas each : all) {
            setup.report().progress("  warming up " + each.name());
            // They share the load, and each has to be warm.
            each.closed(setup, database, plan.warmUpSeconds() * each.size());
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Replicas each : all) {
                Fields fields = each.closed(setup, database, plan.seconds());
                each.rounds().add(fields);
                setup.report()
                        .progress(
                                "  round %d, %s: %.0f/s accepted, %.0f/s done"
                                        .formatted(
                                                round,
                                                each.name(),
                                                fields.number("rate"),
                                                fields.number("done")));
            }
        }
    }

    private static void report(Setup setup, List<Replicas> all) {
        List<Fields> sqlite = all.get(0).rounds();
        List<List<String>> rows = new ArrayList<>();
        for (Replicas each : all) {
            rows.add(
                    List.of(
                            each.name(),
                            each.spread(f -> f.number("rate")).format("%.0f"),
                            each.ratio(sqlite, f -> f.number("rate")).format("%.2f"),
                            each.spread(f -> f.number("done")).format("%.0f"),
                            each.ratio(sqlite, f -> f.number("done")).format("%.2f"),
                            each.spread(f -> f.number("p50")).format("%.1f", 1000),
                            each.spread(f -> f.number("p99")).format("%.1f", 1000),
                            each.spread(f -> f.number("refused")).format("%.0f"),
                            each.spread(f -> f.number("cores")).format("%.1f"),
                            each.spread(f -> f.number("database")).format("%.1f")));
        }
        setup.report()
                .table(
                        List.of(
                                "Handoff on",
                                "accepted/s",
                                "of SQLite's",
                                "done/s, drain included",
                                "of SQLite's",
                                "p50 ms",
                                "p99 ms",
                                "not 202",
                                "replicas' cores",
                                "database's cores"),
                        rows);
    }
}
