package io.handoff.bench.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The median of some rounds, and how far they lay apart. */
public record Spread(double median, double min, double max) {

    public static Spread of(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    public String format(String pattern) {
        return format(pattern, 1);
    }

    /** Divides by a unit first. */
    public String format(String pattern, double unit) {
        return String.format(
                Locale.ROOT,
                "%s (%s–%s)".replace("%s", pattern),
                median / unit,
                min / unit,
                max / unit);
    }
}
