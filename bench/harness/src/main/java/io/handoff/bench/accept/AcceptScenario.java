package io.handoff.bench.accept;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.rounds.Comparison;
import io.handoff.bench.rounds.Rounds;
import io.handoff.bench.rounds.Sample;
import io.handoff.bench.server.ServerProcess;
import io.handoff.bench.server.Servers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What it costs that a 202 survives the process. */
public final class AcceptScenario implements Scenario {

    private static final Map<String, Double> GOALS =
            Map.of(Servers.BASELINE, 0.9, Servers.FASTAPI, 4.0);

    @Override
    public void run(Setup setup) throws Exception {
        setup.report().heading("Durable accept, " + connections(setup) + " connections");
        List<ServerProcess> started = new ArrayList<>();
        try {
            started.add(setup.servers().handoff(Map.of()));
            started.add(setup.servers().baseline());
            setup.servers().fastApi().ifPresent(started::add);
            compare(setup, working(setup, started));
        } finally {
            started.forEach(ServerProcess::close);
        }
    }

    private static Map<String, Acceptor> working(Setup setup, List<ServerProcess> started)
            throws Exception {
        Map<String, Acceptor> working = new LinkedHashMap<>();
        for (ServerProcess server : started) {
            Acceptor acceptor = new Acceptor(server);
            if (acceptor.works()) {
                working.put(server.name(), acceptor);
            } else {
                setup.report()
                        .skipped(
                                server.name()
                                        + " (POST /process does not answer 202 and append its line"
                                        + " to log.txt)");
            }
        }
        return working;
    }

    private static void compare(Setup setup, Map<String, Acceptor> acceptors) throws Exception {
        List<ServerProcess> servers = acceptors.values().stream().map(Acceptor::server).toList();
        Rounds rounds =
                Rounds.run(
                        setup.options().plan(),
                        servers,
                        (server, seconds) -> acceptors.get(server.name()).take(setup, seconds),
                        setup.report());
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> details = new ArrayList<>();
        for (Acceptor acceptor : acceptors.values()) {
            rows.add(Comparison.row(rounds, acceptor.server().name(), GOALS));
            details.add(details(rounds, acceptor));
        }
        setup.report().table(Comparison.HEAD, rows);
        setup.report()
                .table(
                        List.of(
                                "Server",
                                "p50 ms",
                                "p99 ms",
                                "not 202",
                                "last such status",
                                "done per second, drain included",
                                "drain s",
                                "accepted in all",
                                "done in all"),
                        details);
        if (acceptors.containsKey(Servers.HANDOFF)) {
            Meters.report(setup.report(), acceptors.get(Servers.HANDOFF).server());
        }
    }

    private static List<String> details(Rounds rounds, Acceptor acceptor) {
        String name = acceptor.server().name();
        double refused =
                rounds.of(name).stream().mapToDouble(s -> s.fields().number("refused")).sum();
        double refusal =
                rounds.of(name).stream()
                        .mapToDouble(s -> s.fields().number("refusal"))
                        .max()
                        .orElse(0);
        return List.of(
                name,
                rounds.spread(name, s -> s.fields().number("p50")).format("%.1f", 1000),
                rounds.spread(name, s -> s.fields().number("p99")).format("%.1f", 1000),
                "%.0f".formatted(refused),
                refusal == 0 ? "" : "%.0f".formatted(refusal),
                rounds.spread(name, AcceptScenario::donePerSecond).format("%.0f"),
                rounds.spread(name, s -> s.fields().number("drain")).format("%.2f"),
                String.valueOf(acceptor.accepted()),
                String.valueOf(acceptor.done()));
    }

    private static double donePerSecond(Sample sample) {
        double time = sample.fields().number("elapsed") + sample.fields().number("drain");
        return sample.fields().number("accepted") / time;
    }

    private static int connections(Setup setup) {
        return setup.options().number("--connections");
    }
}
