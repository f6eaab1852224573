package io.handoff.bench;

import java.util.List;
import java.util.Map;

/** From the moment a request was due to the moment its work is done, at half the accept rate. */
final class LatencyScenario implements Scenario {

    private static final double GOAL_P99_MILLIS = 20;
    private static final String HANDOFF = Servers.HANDOFF;

    @Override
    public void run(Context context) throws Exception {
        if (!ProcessTarget.canLoad(context, "latency")) {
            return;
        }
        Report report = context.report();
        Rounds.Plan plan = context.options().plan();
        report.heading("From accept to done at half load");
        ServerProcess handoff = context.servers().handoff(HANDOFF, Map.of());
        ProcessTarget target = new ProcessTarget(context, List.of(handoff)).checked();
        report.progress("  finding the accept rate");
        target.closed(plan.warmUpSeconds());
        double half = target.closed(plan.seconds()).get("rate") / 2;
        Rounds.Measurement measurement =
                seconds -> {
                    DoneLines lines = new DoneLines();
                    return target.open(half, seconds, lines::add)
                            .with("done ", lines.latencies())
                            .with("ended ", lines.endedLatencies(handoff));
                };
        Rounds rounds = Rounds.run(plan, Map.of(HANDOFF, measurement), report);
        report.note("%.0f requests/s, evenly spaced", half);
        report.note("not 202: %.0f", rounds.sum(HANDOFF, "refused"));
        report.table(
                List.of("Milliseconds from due to", "p50", "p99", "max"),
                List.of(
                        rounds.millis(HANDOFF, "202", ""),
                        rounds.millis(HANDOFF, "line in log.txt", "done "),
                        rounds.millis(HANDOFF, "`endedAt` of a sample", "ended ")));
        boolean reached = rounds.spread(HANDOFF, "done p99").median() < GOAL_P99_MILLIS;
        report.note("goal: p99 of done < 20 ms, %s", reached ? "reached" : "missed");
    }
}
