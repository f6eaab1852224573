package io.handoff.bench.echo;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.rounds.Comparison;
import io.handoff.bench.rounds.Rounds;
import io.handoff.bench.rounds.Sample;
import io.handoff.bench.server.ServerProcess;
import io.handoff.bench.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much of a bare server's echo is left under Handoff's caps and accounting. */
public final class EchoScenario implements Scenario {

    private static final int CONNECTIONS = 50;

    private static final Map<Integer, Map<String, Double>> GOALS =
            Map.of(
                    1, Map.of(Servers.BARE, 0.9, Servers.FASTAPI, 2.0),
                    16, Map.of(Servers.BARE, 0.65, Servers.FASTAPI, 4.0));

    @Override
    public void run(Setup setup) throws Exception {
        try (ServerProcess handoff = setup.servers().handoff(Map.of());
                ServerProcess bare = setup.servers().bareEcho()) {
            Optional<ServerProcess> fastApi = setup.servers().fastApi();
            try {
                List<ServerProcess> servers = new ArrayList<>(List.of(handoff, bare));
                fastApi.ifPresent(servers::add);
                setup.report().heading("Echo, " + CONNECTIONS + " connections");
                for (int inFlight : List.of(1, 16)) {
                    compare(setup, servers, inFlight);
                }
            } finally {
                fastApi.ifPresent(ServerProcess::close);
            }
        }
    }

    private static void compare(Setup setup, List<ServerProcess> servers, int inFlight)
            throws Exception {
        setup.report().progress("  " + inFlight + " in flight on each connection");
        Rounds rounds =
                Rounds.run(
                        setup.options().plan(),
                        servers,
                        (server, seconds) -> take(setup, server, inFlight, seconds),
                        setup.report());
        List<List<String>> rows = new ArrayList<>();
        for (ServerProcess server : servers) {
            rows.add(Comparison.row(rounds, server.name(), GOALS.get(inFlight)));
        }
        setup.report().note("Messages, " + inFlight + " in flight on each connection:");
        setup.report().table(Comparison.HEAD, rows);
    }

    private static Sample take(Setup setup, ServerProcess server, int inFlight, int seconds)
            throws Exception {
        String command =
                "echo port=%d connections=%d inflight=%d seconds=%d"
                        .formatted(server.port(), CONNECTIONS, inFlight, seconds);
        return Sample.take(setup.load(), server, command, seconds);
    }
}
