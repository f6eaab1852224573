package io.handoff.bench.rounds;

import io.handoff.bench.report.Spread;
import io.handoff.bench.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One row per server: its rate, Handoff's rate as a multiple of it, and who used the processor. */
public final class Comparison {

    public static final List<String> HEAD =
            List.of(
                    "Server",
                    "per second",
                    "Handoff ÷ it",
                    "goal",
                    "client cores",
                    "server cores",
                    "server µs each");

    private Comparison() {}

    public static List<String> row(Rounds rounds, String server, Map<String, Double> goals) {
        List<String> row = new ArrayList<>();
        row.add(server);
        row.add(rounds.spread(server, Sample::perSecond).format("%.0f"));
        if (server.equals(Servers.HANDOFF)) {
            row.addAll(List.of("", ""));
        } else {
            row.addAll(ratio(rounds, server, goals.get(server)));
        }
        row.add("%.2f".formatted(rounds.spread(server, Sample::clientCores).median()));
        row.add("%.2f".formatted(rounds.spread(server, Sample::serverCores).median()));
        row.add("%.1f".formatted(rounds.spread(server, Sample::serverMicrosEach).median()));
        return row;
    }

    private static List<String> ratio(Rounds rounds, String server, Double goal) {
        String wanted = goal == null ? "" : String.format(Locale.ROOT, "≥ %.2f", goal);
        return rounds.ratio(Servers.HANDOFF, server)
                .map(ratio -> List.of(ratio.format("%.2f"), wanted + verdict(ratio, goal)))
                .orElse(List.of("not measured", wanted));
    }

    private static String verdict(Spread ratio, Double goal) {
        if (goal == null) {
            return "";
        }
        return ratio.median() >= goal ? ", reached" : ", missed";
    }
}
