package io.handoff.bench.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of {@code key=value} words: what the harness and the load generator say to each other.
 */
public final class Fields {

    private final Map<String, String> values = new LinkedHashMap<>();

    public static Fields of(String line) {
        Fields fields = new Fields();
        for (String word : line.trim().split(" +")) {
            int at = word.indexOf('=');
            if (at > 0) {
                fields.values.put(word.substring(0, at), word.substring(at + 1));
            }
        }
        return fields;
    }

    public Fields with(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    public double number(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in: " + this);
        }
        return Double.parseDouble(value);
    }

    /** One number, or several with commas in between. */
    public List<Integer> integers(String key) {
        return Arrays.stream(values.get(key).split(",")).map(Integer::valueOf).toList();
    }

    public int integer(String key, int otherwise) {
        return values.containsKey(key) ? integer(key) : otherwise;
    }

    public int integer(String key) {
        return (int) number(key);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        values.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
        return line.toString().trim();
    }
}
