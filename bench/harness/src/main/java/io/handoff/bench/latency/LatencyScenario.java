package io.handoff.bench.latency;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.accept.LogTail;
import io.handoff.bench.load.Fields;
import io.handoff.bench.report.Spread;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** From the moment a request was due to the moment its work is done, at half the accept rate. */
public final class LatencyScenario implements Scenario {

    private static final double GOAL_P99_MILLIS = 20;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);

    @Override
    public void run(Setup setup) throws Exception {
        setup.report().heading("From accept to done at half load");
        try (ServerProcess handoff = setup.servers().handoff(Map.of())) {
            LogTail tail = new LogTail(handoff.log());
            double full = acceptRate(setup, handoff, tail);
            if (full == 0) {
                setup.report().skipped("Handoff (POST /process answers no 202)");
                return;
            }
            measure(setup, handoff, tail, full / 2);
        }
    }

    /** Twice, as the first only warms up. */
    private static double acceptRate(Setup setup, ServerProcess handoff, LogTail tail)
            throws Exception {
        double rate = 0;
        for (int seconds :
                List.of(setup.options().plan().warmUpSeconds(), setup.options().plan().seconds())) {
            Fields fields = load(setup, handoff, "closed", seconds, "");
            rate = fields.number("count") / fields.number("elapsed");
            awaitDone(tail, fields, line -> {});
            handoff.awaitIdle(Duration.ofSeconds(20));
        }
        return rate;
    }

    private static void measure(Setup setup, ServerProcess handoff, LogTail tail, double rate)
            throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (int round = 0; round <= setup.options().plan().rounds(); round++) {
            DoneLines lines = new DoneLines();
            int seconds = setup.options().plan().seconds();
            Fields fields = load(setup, handoff, "open", seconds, " rate=" + rate);
            awaitDone(tail, fields, lines::take);
            handoff.awaitIdle(Duration.ofSeconds(20));
            Outcome outcome = new Outcome(fields, lines.fields(), lines.endedFields(handoff));
            setup.report()
                    .progress(
                            "  round %d: %.0f/s, done p99 %.1f ms"
                                    .formatted(round, rate, outcome.done().number("p99") / 1000));
            if (round > 0) {
                outcomes.add(outcome);
            }
        }
        report(setup, rate, outcomes);
    }

    private static void report(Setup setup, double rate, List<Outcome> outcomes) {
        setup.report().note("%.0f requests/s, evenly spaced".formatted(rate));
        setup.report()
                .note(
                        "not 202: %.0f"
                                .formatted(sum(outcomes, o -> o.accepted().number("refused"))));
        setup.report()
                .table(
                        List.of("Milliseconds from due to", "p50", "p99", "max", "goal"),
                        List.of(
                                row("202", outcomes, Outcome::accepted, ""),
                                row("line in log.txt", outcomes, Outcome::done, goal(outcomes)),
                                row(
                                        "`endedAt`, asked for a sample",
                                        outcomes,
                                        Outcome::ended,
                                        "")));
    }

    private static List<String> row(
            String name, List<Outcome> outcomes, Function<Outcome, Fields> part, String goal) {
        List<String> row = new ArrayList<>(List.of(name));
        for (String key : List.of("p50", "p99", "max")) {
            row.add(spread(outcomes, o -> part.apply(o).number(key)).format("%.1f", 1000));
        }
        row.add(goal);
        return row;
    }

    private static String goal(List<Outcome> outcomes) {
        double p99 = spread(outcomes, o -> o.done().number("p99")).median() / 1000;
        return "p99 < 20, " + (p99 < GOAL_P99_MILLIS ? "reached" : "missed");
    }

    private static Spread spread(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return Spread.of(outcomes.stream().mapToDouble(value).boxed().toList());
    }

    private static double sum(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).sum();
    }

    private static Fields load(
            Setup setup, ServerProcess handoff, String kind, int seconds, String more)
            throws IOException, InterruptedException {
        String command =
                "%s port=%d connections=%d seconds=%d%s"
                        .formatted(
                                kind,
                                handoff.port(),
                                setup.options().number("--connections"),
                                seconds,
                                more);
        return setup.load().run(command, Duration.ofSeconds(seconds + 90L));
    }

    private static void awaitDone(LogTail tail, Fields fields, Consumer<String> eachLine)
            throws IOException {
        long wanted = tail.lines() + (long) fields.number("accepted");
        if (!tail.await(wanted, DRAIN_LIMIT, eachLine)) {
            throw new IOException(
                    "%d of %d accepted tasks were not done %d s later"
                            .formatted(wanted - tail.lines(), wanted, DRAIN_LIMIT.toSeconds()));
        }
    }

    /** Latencies in microseconds until the answer, the log line and the stored end. */
    private record Outcome(Fields accepted, Fields done, Fields ended) {}
}
