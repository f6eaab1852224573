package io.handoff.bench.game;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.live.LiveLimits;
import io.handoff.bench.live.LiveMeters;
import io.handoff.bench.live.Staged;
import io.handoff.bench.report.Spread;
import io.handoff.bench.rounds.Plan;
import io.handoff.bench.rounds.Sample;
import io.handoff.bench.server.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** Positions, twenty a second from each player to each: late ones are worth less than new ones. */
public final class GameScenario implements Scenario {

    private static final int PER_SECOND = 20;
    private static final List<Integer> PLAYERS = List.of(25, 100);

    private long undelivered;

    @Override
    public void run(Setup setup) throws Exception {
        setup.report().heading("Players in one room, 20 ephemeral positions a second each");
        List<List<String>> rows = new ArrayList<>();
        OptionalLong dropped;
        undelivered = 0;
        try (ServerProcess handoff =
                setup.servers().handoff(LiveLimits.loudCrowd(LiveLimits.PLENTY))) {
            for (int players : PLAYERS) {
                rows.add(row(players, rounds(setup, handoff, players)));
            }
            dropped = LiveMeters.dropped(handoff);
        }
        setup.report()
                .table(
                        List.of(
                                "Players",
                                "to deliver per second",
                                "delivered per second",
                                "share delivered",
                                "p50 ms",
                                "p99 ms",
                                "max ms",
                                "client cores",
                                "server cores"),
                        rows);
        setup.report()
                .note(
                        "not delivered, with warming up: %d; gave way to a newer one, by its meter: %s"
                                .formatted(
                                        undelivered,
                                        dropped.isPresent() ? dropped.getAsLong() : "unknown"));
    }

    private List<Sample> rounds(Setup setup, ServerProcess server, int players) throws Exception {
        Plan plan = setup.options().plan();
        take(setup, server, players, plan.warmUpSeconds());
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            Sample sample = take(setup, server, players, plan.seconds());
            setup.report()
                    .progress(
                            "  %d players, round %d: %.0f/s delivered, %.0f %%, p99 %.1f ms"
                                    .formatted(
                                            players,
                                            round,
                                            sample.perSecond(),
                                            100 * share(sample),
                                            sample.fields().number("p99") / 1000));
            samples.add(sample);
        }
        return samples;
    }

    private Sample take(Setup setup, ServerProcess server, int players, int seconds)
            throws Exception {
        String command =
                "game port=%d players=%d rate=%d seconds=%d"
                        .formatted(server.port(), players, PER_SECOND, seconds);
        Sample sample = Staged.take(setup, server, command, seconds);
        undelivered +=
                (long) (sample.fields().number("expected") - sample.fields().number("count"));
        return sample;
    }

    private static double share(Sample sample) {
        return sample.fields().number("count") / sample.fields().number("expected");
    }

    private static List<String> row(int players, List<Sample> samples) {
        return List.of(
                String.valueOf(players),
                String.valueOf(players * players * PER_SECOND),
                spread(samples, Sample::perSecond).format("%.0f"),
                spread(samples, s -> 100 * share(s)).format("%.1f") + " %",
                millis(samples, "p50"),
                millis(samples, "p99"),
                millis(samples, "max"),
                "%.2f".formatted(spread(samples, Sample::clientCores).median()),
                "%.2f".formatted(spread(samples, Sample::serverCores).median()));
    }

    private static String millis(List<Sample> samples, String key) {
        return spread(samples, s -> s.fields().number(key)).format("%.1f", 1000);
    }

    private static Spread spread(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return Spread.of(samples.stream().mapToDouble(value).boxed().toList());
    }
}
