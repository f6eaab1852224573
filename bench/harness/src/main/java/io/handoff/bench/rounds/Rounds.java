package io.handoff.bench.rounds;

import io.handoff.bench.report.Report;
import io.handoff.bench.report.Spread;
import io.handoff.bench.server.ServerProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A B C A B C …: whatever else the machine does meanwhile hits all of them alike. */
public final class Rounds {

    /** Measures one server for so many seconds. */
    public interface Measurement {
        Sample take(ServerProcess server, int seconds) throws Exception;
    }

    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    public static Rounds run(
            Plan plan, List<ServerProcess> servers, Measurement measurement, Report report)
            throws Exception {
        for (ServerProcess server : servers) {
            report.progress("  warming up " + server.name());
            measurement.take(server, plan.warmUpSeconds());
        }
        Rounds rounds = new Rounds();
        for (int round = 1; round <= plan.rounds(); round++) {
            StringBuilder line = new StringBuilder("  round " + round + ":");
            for (ServerProcess server : servers) {
                Sample sample = measurement.take(server, plan.seconds());
                rounds.samples
                        .computeIfAbsent(server.name(), name -> new ArrayList<>())
                        .add(sample);
                line.append(" %s %.0f/s;".formatted(server.name(), sample.perSecond()));
            }
            report.progress(line.toString());
        }
        return rounds;
    }

    public List<Sample> of(String name) {
        return samples.getOrDefault(name, List.of());
    }

    public Spread spread(String name, ToDoubleFunction<Sample> value) {
        return Spread.of(of(name).stream().mapToDouble(value).boxed().toList());
    }

    /** Of the rates, round by round; empty when one of the two was not there. */
    public Optional<Spread> ratio(String name, String to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(of(name).size(), of(to).size()); i++) {
            ratios.add(of(name).get(i).perSecond() / of(to).get(i).perSecond());
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }
}
