package io.handoff.bench;

import java.util.Collection;
import java.util.List;

/** The median of some rounds, the least and the largest. */
record Spread(double median, double min, double max) {

    static Spread of(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        double median = (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(last));
    }

    /** With the pattern of one number. */
    String format(String pattern) {
        return "%s (%s–%s)".replace("%s", pattern).formatted(median, min, max);
    }
}
