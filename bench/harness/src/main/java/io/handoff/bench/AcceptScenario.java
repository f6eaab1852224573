package io.handoff.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What it costs that a 202 survives the process. */
final class AcceptScenario implements Scenario {

    private static final Map<String, Double> GOALS =
            Map.of(Servers.WITHOUT_STORE, 0.9, Servers.FASTAPI, 4.0);

    @Override
    public void run(Context context) throws Exception {
        if (!ProcessTarget.canLoad(context, "accept")) {
            return;
        }
        Report report = context.report();
        report.heading("Durable accept, " + context.connections() + " connections");
        List<ServerProcess> servers = new ArrayList<>();
        servers.add(context.servers().handoff(Servers.HANDOFF, Map.of()));
        servers.add(context.servers().withoutStore());
        context.servers().fastApi().ifPresent(servers::add);
        Map<String, Rounds.Measurement> contestants = new LinkedHashMap<>();
        for (ServerProcess server : servers) {
            ProcessTarget target = new ProcessTarget(context, List.of(server)).checked();
            contestants.put(server.name(), target::closed);
        }
        Rounds rounds = Rounds.run(context.options().plan(), contestants, report);
        new Table("Server", rounds)
                .figure("accepted/s", "rate", "%.0f")
                .over(Servers.HANDOFF, "rate", GOALS)
                .cpu()
                .into(report);
        new Table("Server", rounds)
                .figure("p50 ms", "p50", "%.1f")
                .figure("p99 ms", "p99", "%.1f")
                .sum("not 202", "refused")
                .figure("done/s, drain included", "done", "%.0f")
                .figure("drain s", "drain", "%.2f")
                .sum("tasks done", "tasks done")
                .into(report);
    }
}
