package io.handoff.bench.fanout;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.live.LiveLimits;
import io.handoff.bench.live.LiveMeters;
import io.handoff.bench.live.Staged;
import io.handoff.bench.rounds.Comparison;
import io.handoff.bench.rounds.Plan;
import io.handoff.bench.rounds.Rounds;
import io.handoff.bench.rounds.Sample;
import io.handoff.bench.server.ServerProcess;
import io.handoff.bench.server.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One publishes, a thousand hear: how late, how many a second, and what a stalled one changes. */
public final class FanOutScenario implements Scenario {

    private static final double GOAL_P99_MILLIS = 50;
    private static final int IN_FLIGHT = 16;
    private static final int TOO_SLOW = 4008;

    @Override
    public void run(Setup setup) throws Exception {
        int crowd = setup.options().number("--subscribers");
        setup.report().heading("One publisher, " + crowd + " subscribers");
        try (ServerProcess handoff =
                        setup.servers().handoff(LiveLimits.loudCrowd(LiveLimits.PLENTY));
                ServerProcess bare = setup.servers().bareFanOut()) {
            fullSpeed(setup, handoff, bare);
            List<Way> ways =
                    List.of(
                            new Way(Servers.HANDOFF, handoff, false, 0),
                            new Way(Servers.BARE, bare, true, 0),
                            new Way("Handoff, one more who reads all", handoff, false, 1),
                            new Way("Handoff, one more who never reads", handoff, false, 2));
            paced(setup, ways);
            report(setup, ways);
            stalled(setup, handoff, ways.get(3));
        }
    }

    /** Warms both servers up as well. */
    private static void fullSpeed(Setup setup, ServerProcess handoff, ServerProcess bare)
            throws Exception {
        List<ServerProcess> servers = List.of(handoff, bare);
        Rounds rounds =
                Rounds.run(
                        setup.options().plan(),
                        servers,
                        (server, seconds) -> full(setup, server, seconds),
                        setup.report());
        setup.report()
                .note(
                        ("Deliveries, as many as go (%d messages on their way at any time); stored"
                                        + " by Handoff only:")
                                .formatted(IN_FLIGHT));
        setup.report()
                .table(
                        Comparison.HEAD,
                        servers.stream()
                                .map(s -> Comparison.row(rounds, s.name(), Map.of()))
                                .toList());
        setup.report().note("out of order, missing or twice: " + disorder(rounds));
    }

    private static Sample full(Setup setup, ServerProcess server, int seconds) throws Exception {
        String command =
                "fanout port=%d bare=%d subscribers=%d rate=0 bystander=0 inflight=%d seconds=%d"
                        .formatted(
                                server.port(),
                                server.name().equals(Servers.BARE) ? 1 : 0,
                                setup.options().number("--subscribers"),
                                IN_FLIGHT,
                                seconds);
        return Staged.take(setup, server, command, seconds);
    }

    private static long disorder(Rounds rounds) {
        return rounds.of(Servers.HANDOFF).stream()
                .mapToLong(sample -> (long) sample.fields().number("disorder"))
                .sum();
    }

    private static void paced(Setup setup, List<Way> ways) throws Exception {
        Plan plan = setup.options().plan();
        for (int round = 1; round <= plan.rounds(); round++) {
            setup.report().progress("  round " + round + ", 20 messages a second");
            for (Way way : ways) {
                way.take(setup, plan.seconds());
            }
        }
    }

    private static void report(Setup setup, List<Way> ways) {
        double p99 = ways.get(0).millis("p99").median();
        String goal = "p99 < 50, " + (p99 < GOAL_P99_MILLIS ? "reached" : "missed");
        setup.report().note("20 messages a second, at even intervals:");
        setup.report()
                .table(
                        List.of("Milliseconds from due to heard", "p50", "p99", "max", "goal"),
                        List.of(
                                ways.get(0).row(goal),
                                ways.get(1).row(""),
                                ways.get(2).row(""),
                                ways.get(3).row("as the line above")));
        setup.report()
                .note(
                        "Handoff: not heard %d; out of order or twice %d"
                                .formatted(sum(ways, "missing"), sum(ways, "disorder")));
    }

    private static long sum(List<Way> ways, String key) {
        return ways.stream().filter(way -> !way.bare()).mapToLong(way -> way.sum(key)).sum();
    }

    private static void stalled(Setup setup, ServerProcess handoff, Way way) throws Exception {
        // It counts a socket when that has ended.
        handoff.awaitIdle(Duration.ofSeconds(10));
        setup.report()
                .note(
                        "the one who never read: closed with 4008 in %d of %d rounds (its meter);"
                                        .formatted(
                                                LiveMeters.closed(handoff, TOO_SLOW),
                                                way.rounds().size())
                                + " when it read on at the end of each round, it found "
                                + way.rounds().stream()
                                        .map(fields -> fields.integer("code"))
                                        .distinct()
                                        .sorted()
                                        .toList());
    }
}
