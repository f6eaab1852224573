package io.handoff.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rounds in turn, A B C A B C …: whatever else the machine does hits all of them alike. */
final class Rounds {

    /** How long and how often. */
    record Plan(int rounds, int seconds, int warmUpSeconds) {}

    /** Measures one contestant for so many seconds. */
    interface Measurement {
        Figures take(int seconds) throws Exception;
    }

    private final Map<String, List<Figures>> rounds = new LinkedHashMap<>();

    /** Each contestant is warmed up with the same load first; that is not counted. */
    static Rounds run(Plan plan, Map<String, Measurement> contestants, Report report)
            throws Exception {
        for (var contestant : contestants.entrySet()) {
            report.progress("  warming up " + contestant.getKey());
            contestant.getValue().take(plan.warmUpSeconds());
        }
        Rounds rounds = new Rounds();
        for (int round = 1; round <= plan.rounds(); round++) {
            StringBuilder line = new StringBuilder("  round " + round + ":");
            for (var contestant : contestants.entrySet()) {
                Figures figures = contestant.getValue().take(plan.seconds());
                rounds.add(contestant.getKey(), figures);
                line.append(" %s: %s;".formatted(contestant.getKey(), figures.headline()));
            }
            report.progress(line.toString());
        }
        return rounds;
    }

    void add(String name, Figures figures) {
        rounds.computeIfAbsent(name, absent -> new ArrayList<>()).add(figures);
    }

    Set<String> names() {
        return rounds.keySet();
    }

    List<Double> values(String name, String figure) {
        return rounds.get(name).stream().map(figures -> figures.get(figure)).toList();
    }

    Spread spread(String name, String figure) {
        return Spread.of(values(name, figure));
    }

    /** For a contestant that may not have this figure. */
    Optional<Spread> find(String name, String figure) {
        return rounds.get(name).stream().allMatch(figures -> figures.has(figure))
                ? Optional.of(spread(name, figure))
                : Optional.empty();
    }

    double sum(String name, String figure) {
        return values(name, figure).stream().mapToDouble(Double::doubleValue).sum();
    }

    /** One contestant's figure over another's, each taken within the same round. */
    Spread ratio(String name, String other, String figure) {
        List<Double> over = values(name, figure);
        List<Double> under = values(other, figure);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < over.size(); i++) {
            ratios.add(over.get(i) / under.get(i));
        }
        return Spread.of(ratios);
    }

    /** A row with that name and the spreads of p50, p99 and max. */
    List<String> millis(String contestant, String name, String prefix) {
        List<String> row = new ArrayList<>(List.of(name));
        for (String key : List.of("p50", "p99", "max")) {
            row.add(spread(contestant, prefix + key).format("%.1f"));
        }
        return row;
    }
}
