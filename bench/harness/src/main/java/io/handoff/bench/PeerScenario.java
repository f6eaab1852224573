package io.handoff.bench;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two widely used job queues on the same PostgreSQL, with the same job. */
final class PeerScenario implements Scenario {

    private static final List<String> PEERS = List.of("graphile-worker", "pg-boss");
    private static final String NOT_WORKING = "Handoff, not working";

    /** Connections of each Node process. */
    private static final int POOL = 20;

    /** Jobs a second, when there is little to do. */
    private static final int FEW = 50;

    @Override
    public void run(Context context) throws Exception {
        if (!ProcessTarget.canLoad(context, "peer")) {
            return;
        }
        Report report = context.report();
        if (!Files.isDirectory(context.root().resolve("bench/peer/node_modules"))) {
            report.skipped("peers: no Node 20 or newer with npm, or their packages are missing");
            return;
        }
        int callers = context.connections();
        report.heading("Peers on the same PostgreSQL, " + callers + " callers");
        report.note(
                "Handoff over HTTP, one replica with its defaults, works while it accepts, but for"
                        + " the line that says otherwise; the peers' callers call their library in"
                        + " their own process, one job a call, pools of %d connections, while"
                        + " nothing is worked on; started: at %d jobs a second",
                POOL, FEW);
        Database database = Database.start(context).create("handoff").create("held");
        Map<String, Rounds.Measurement> contestants = new LinkedHashMap<>();
        ProcessTarget handoff = target(context, Servers.HANDOFF, database.settings("handoff"));
        handoff.checked();
        contestants.put(Servers.HANDOFF, seconds -> measure(handoff, seconds));
        ProcessTarget held =
                target(context, NOT_WORKING, database.settingsNotWorking(context, "held"));
        contestants.put(
                NOT_WORKING,
                seconds -> {
                    Figures figures = held.submit(seconds);
                    held.awaitIdle();
                    return figures;
                });
        for (String name : PEERS) {
            NodeQueue peer = context.servers().add(new NodeQueue(context, database, name, POOL));
            contestants.put(
                    name, seconds -> peer.open(FEW, seconds, peer.closed(callers, seconds)));
        }
        Rounds rounds = Rounds.run(context.options().plan(), contestants, report);
        new Table("Queue", rounds)
                .figure("enqueued/s", "rate", "%.0f")
                .over(Servers.HANDOFF, "rate", Map.of())
                .over(NOT_WORKING, "rate", Map.of())
                .figure("done/s, drain included", "done", "%.0f")
                .over(Servers.HANDOFF, "done", Map.of())
                .figure("a backlog worked off, jobs/s", "worked", "%.0f")
                .figure("call p50 ms", "p50", "%.1f")
                .figure("call p99 ms", "p99", "%.1f")
                .figure("started after, p50 ms", "started p50", "%.1f")
                .figure("p99 ms", "started p99", "%.1f")
                .into(report);
    }

    private static ProcessTarget target(Context context, String name, Map<String, String> settings)
            throws Exception {
        ServerProcess server = context.servers().handoff(name, settings);
        return new ProcessTarget(context, List.of(server));
    }

    /** The line's time is when the worker began to write it. */
    private static Figures measure(ProcessTarget handoff, int seconds) throws Exception {
        Figures figures = handoff.closed(seconds);
        DoneLines lines = new DoneLines();
        handoff.open(FEW, seconds, lines::add);
        return figures.with("started ", lines.latencies());
    }
}
