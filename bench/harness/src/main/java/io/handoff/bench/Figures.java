package io.handoff.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one round found, by name; the first figure is the one that progress shows. */
final class Figures {

    private final Map<String, Double> values = new LinkedHashMap<>();

    /** A count over a time, with the rate first. */
    static Figures rate(double count, double seconds) {
        return new Figures()
                .with("rate", count / seconds)
                .with("count", count)
                .with("elapsed", seconds);
    }

    Figures with(String name, double value) {
        values.put(name, value);
        return this;
    }

    /** Adds {@code <prefix>p50}, {@code <prefix>p99} and {@code <prefix>max}, in milliseconds. */
    Figures with(String prefix, Latencies latencies) {
        return with(prefix + "p50", latencies.millis(50))
                .with(prefix + "p99", latencies.millis(99))
                .with(prefix + "max", latencies.millis(100));
    }

    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no figure '" + name + "' in " + values);
        }
        return value;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String headline() {
        return values.entrySet().stream()
                .findFirst()
                .map(first -> "%s %.4g".formatted(first.getKey(), first.getValue()))
                .orElse("");
    }
}
