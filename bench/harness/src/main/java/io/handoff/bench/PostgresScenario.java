package io.handoff.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a shared database costs, and what more replicas bring on this one machine. */
final class PostgresScenario implements Scenario {

    private static final String SQLITE = "SQLite";

    @Override
    public void run(Context context) throws Exception {
        if (!ProcessTarget.canLoad(context, "postgres")) {
            return;
        }
        Report report = context.report();
        report.heading(
                "Durable accept on PostgreSQL, %d connections in all"
                        .formatted(context.connections()));
        Database database = Database.start(context);
        database.create("one").create("wide").create("three");
        Map<String, String> wide = database.settings("wide");
        wide.put("HANDOFF_TASKS_SLOTS", "256");
        Map<String, String> three = database.settings("three");
        three.put("HANDOFF_BUS", "postgres");
        Map<String, Rounds.Measurement> contestants = new LinkedHashMap<>();
        add(context, database, contestants, SQLITE, 1, Map.of());
        add(context, database, contestants, "1 replica", 1, database.settings("one"));
        add(context, database, contestants, "1 replica, 256 slots", 1, wide);
        add(context, database, contestants, "3 replicas, bus on it too", 3, three);
        Rounds rounds = Rounds.run(context.options().plan(), contestants, report);
        new Table("Handoff on", rounds)
                .figure("accepted/s", "rate", "%.0f")
                .column("of SQLite's", name -> rounds.ratio(name, SQLITE, "rate").format("%.2f"))
                .figure("done/s, drain included", "done", "%.0f")
                .column("of SQLite's", name -> rounds.ratio(name, SQLITE, "done").format("%.2f"))
                .figure("p50 ms", "p50", "%.1f")
                .figure("p99 ms", "p99", "%.1f")
                .sum("not 202", "refused")
                .cpu()
                .figure("database cores", "databaseCores", "%.2f")
                .into(report);
    }

    private static void add(
            Context context,
            Database database,
            Map<String, Rounds.Measurement> contestants,
            String name,
            int replicas,
            Map<String, String> settings)
            throws Exception {
        List<ServerProcess> servers = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            servers.add(context.servers().handoff(name, settings));
        }
        ProcessTarget target = new ProcessTarget(context, servers).checked();
        // Each has a share of the load, and all of them have to be as warm as a single one.
        for (int more = 1; more < replicas; more++) {
            target.closed(context.options().plan().warmUpSeconds());
        }
        contestants.put(name, seconds -> closed(target, database, seconds));
    }

    private static Figures closed(ProcessTarget target, Database database, int seconds)
            throws Exception {
        double before = database.cpu();
        Figures figures = target.closed(seconds);
        double time = figures.get("elapsed") + figures.get("drain");
        return figures.with("databaseCores", (database.cpu() - before) / time);
    }
}
