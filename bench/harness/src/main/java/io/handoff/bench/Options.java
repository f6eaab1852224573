package io.handoff.bench;

import io.handoff.bench.rounds.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line. */
public record Options(List<String> scenarios, Map<String, Integer> numbers) {

    private static final Map<String, Integer> DEFAULTS =
            Map.of(
                    "--rounds", 5,
                    "--seconds", 5,
                    "--warmup", 15,
                    "--connections", 64,
                    "--idle", 5000,
                    "--subscribers", 1000,
                    "--client-threads", 2,
                    "--tasks", 1_000_000,
                    "--max-minutes", 60);

    private static final Map<String, Integer> QUICK =
            Map.of(
                    "--rounds",
                    3,
                    "--seconds",
                    2,
                    "--warmup",
                    3,
                    "--idle",
                    1000,
                    "--subscribers",
                    200,
                    "--tasks",
                    20_000);

    static Options parse(String[] args, List<String> known) {
        List<String> scenarios = new ArrayList<>();
        Map<String, Integer> numbers = new TreeMap<>(DEFAULTS);
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                numbers.putAll(QUICK);
            } else if (numbers.containsKey(args[i]) && i + 1 < args.length) {
                numbers.put(args[i], positive(args[i], args[++i]));
            } else if (known.contains(args[i])) {
                scenarios.add(args[i]);
            } else {
                throw new IllegalArgumentException(
                        args[i] + " is neither an option nor one of " + known);
            }
        }
        return new Options(scenarios.isEmpty() ? known : scenarios, numbers);
    }

    public Plan plan() {
        return new Plan(number("--rounds"), number("--seconds"), number("--warmup"));
    }

    public int number(String name) {
        return numbers.get(name);
    }

    private static int positive(String name, String text) {
        int value = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
        if (value < 1) {
            throw new IllegalArgumentException(name + " takes a whole number from 1 on");
        }
        return value;
    }
}
