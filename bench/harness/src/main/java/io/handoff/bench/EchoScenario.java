package io.handoff.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How much of a bare server's echo is left under Handoff's limits and accounting. */
final class EchoScenario implements Scenario {

    private static final int CONNECTIONS = 50;

    private static final Map<Integer, Map<String, Double>> GOALS =
            Map.of(
                    1, Map.of(Servers.BARE, 0.9, Servers.FASTAPI, 2.0),
                    16, Map.of(Servers.BARE, 0.65, Servers.FASTAPI, 4.0));

    @Override
    public void run(Context context) throws Exception {
        List<ServerProcess> servers = new ArrayList<>();
        servers.add(context.servers().handoff(Servers.HANDOFF, Map.of()));
        servers.add(context.servers().bare());
        context.servers().fastApi().ifPresent(servers::add);
        context.report().heading("Echo, " + CONNECTIONS + " connections");
        for (int inFlight : List.of(1, 16)) {
            context.report().progress("  " + inFlight + " in flight on each connection");
            Map<String, Rounds.Measurement> contestants = new LinkedHashMap<>();
            for (ServerProcess server : servers) {
                contestants.put(server.name(), seconds -> echo(context, server, inFlight, seconds));
            }
            Rounds rounds = Rounds.run(context.options().plan(), contestants, context.report());
            context.report().note("Messages, %d in flight on each connection:", inFlight);
            new Table("Server", rounds)
                    .figure("per second", "rate", "%.0f")
                    .over(Servers.HANDOFF, "rate", GOALS.get(inFlight))
                    .cpu()
                    .into(context.report());
        }
    }

    /** All connections open first; only then does the clock run. */
    private static Figures echo(Context context, ServerProcess server, int inFlight, int seconds)
            throws Exception {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        List<EchoClient> clients = new ArrayList<>();
        List<WebSocketConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                EchoClient client = new EchoClient(inFlight, failure);
                clients.add(client);
                connections.add(
                        WebSocketConnection.open(context.loops(), server.port(), "/ws", client)
                                .get(10, TimeUnit.SECONDS));
            }
            clients.forEach(EchoClient::start);
            CpuMeter cpu = new CpuMeter(List.of(server));
            long before = completed(clients);
            long start = System.nanoTime();
            Pacer.pass(seconds, failure);
            long count = completed(clients) - before;
            return cpu.into(Figures.rate(count, (System.nanoTime() - start) / 1e9));
        } finally {
            WebSocketConnection.leave(connections);
        }
    }

    private static long completed(List<EchoClient> clients) {
        return clients.stream().mapToLong(EchoClient::completed).sum();
    }
}
