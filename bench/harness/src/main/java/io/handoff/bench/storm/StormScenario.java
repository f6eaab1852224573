package io.handoff.bench.storm;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.live.LiveLimits;
import io.handoff.bench.load.Fields;
import io.handoff.bench.memory.IdleMemory;
import io.handoff.bench.report.Spread;
import io.handoff.bench.server.Http;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** More come than may: exactly the cap gets in, the others are told so, nobody else suffers. */
public final class StormScenario implements Scenario {

    private static final Pattern OPEN = Pattern.compile("\"live\":\\{\"open\":(\\d+)");

    @Override
    public void run(Setup setup) throws Exception {
        int attempts = IdleMemory.affordable(setup);
        int cap = attempts * 4 / 5;
        int seconds = 2 * setup.options().plan().seconds();
        setup.report()
                .heading(
                        "%d connection attempts in %d s, cap %d".formatted(attempts, seconds, cap));
        List<Fields> rounds = new ArrayList<>();
        long leaked = 0;
        try (ServerProcess handoff = setup.servers().handoff(LiveLimits.crowd(cap))) {
            for (int round = 0; round <= setup.options().plan().rounds(); round++) {
                Fields fields = storm(setup, handoff, attempts, seconds);
                fields.with("open", open(handoff));
                storm(setup, handoff, 0, seconds);
                handoff.awaitIdle(Duration.ofSeconds(10));
                leaked = open(handoff);
                setup.report().progress("  round %d: %s".formatted(round, fields));
                // The first warms up, and would be the slowest.
                if (round > 0) {
                    rounds.add(fields);
                }
            }
        }
        report(setup, cap, rounds, leaked);
    }

    private static Fields storm(Setup setup, ServerProcess server, int attempts, int seconds)
            throws IOException, InterruptedException {
        String command =
                "storm port=%d attempts=%d seconds=%d".formatted(server.port(), attempts, seconds);
        return setup.load().run(command, Duration.ofSeconds(2L * seconds + 90));
    }

    private static long open(ServerProcess server) throws IOException, InterruptedException {
        String body = Http.get(server.port(), "/capacity").body();
        Matcher open = OPEN.matcher(body);
        if (!open.find()) {
            throw new IOException("GET /capacity tells no open live connections: " + body);
        }
        return Long.parseLong(open.group(1));
    }

    private static void report(Setup setup, int cap, List<Fields> rounds, long leaked) {
        // Whoever was there before has one of the slots.
        setup.report()
                .table(
                        List.of("Connections", "each round", "wanted"),
                        List.of(
                                List.of(
                                        "admitted, with the one before",
                                        all(rounds, "admitted", 1),
                                        "" + cap),
                                List.of(
                                        "open then (`GET /capacity`)",
                                        all(rounds, "open", 0),
                                        "" + cap),
                                List.of(
                                        "503 with `Retry-After`",
                                        all(rounds, "refused", 0),
                                        "the rest"),
                                List.of("anything else", all(rounds, "other", 0), "0"),
                                List.of("open when all had left", "" + leaked, "0")));
        setup.report()
                .table(
                        List.of("Milliseconds", "p50", "p99", "max"),
                        List.of(
                                row("due to admitted", rounds, "p50", "p99", "max"),
                                row(
                                        "due to refused",
                                        rounds,
                                        "refused50",
                                        "refused99",
                                        "refusedmax"),
                                row(
                                        "ping of the one before, calm",
                                        rounds,
                                        "calm50",
                                        "calm99",
                                        "calmmax"),
                                row(
                                        "the same in the storm",
                                        rounds,
                                        "ping50",
                                        "ping99",
                                        "pingmax")));
    }

    private static String all(List<Fields> rounds, String key, int more) {
        return rounds.stream()
                .map(fields -> String.valueOf(fields.integer(key) + more))
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static List<String> row(String name, List<Fields> rounds, String... keys) {
        List<String> row = new ArrayList<>(List.of(name));
        for (String key : keys) {
            row.add(
                    Spread.of(rounds.stream().map(f -> f.number(key)).toList())
                            .format("%.1f", 1000));
        }
        return row;
    }
}
