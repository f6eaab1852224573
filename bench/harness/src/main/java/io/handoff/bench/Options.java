package io.handoff.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line. */
record Options(List<String> scenarios, Map<String, Integer> numbers) {

    private static final Map<String, Integer> DEFAULTS =
            numbers(
                    "--rounds 5 --seconds 5 --warmup 15 --connections 64 --subscribers 1000"
                            + " --attempts 5000 --tasks 1000000 --max-minutes 60");

    private static final Map<String, Integer> QUICK =
            numbers(
                    "--rounds 2 --seconds 2 --warmup 2 --subscribers 200 --attempts 1000"
                            + " --tasks 20000");

    static Options parse(String[] args, List<String> known) {
        List<String> scenarios = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>(DEFAULTS);
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

    private static Map<String, Integer> numbers(String line) {
        String[] words = line.split(" ");
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            numbers.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return numbers;
    }

    Rounds.Plan plan() {
        return new Rounds.Plan(number("--rounds"), number("--seconds"), number("--warmup"));
    }

    int number(String name) {
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
