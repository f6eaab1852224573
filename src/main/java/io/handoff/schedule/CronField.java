package io.handoff.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** A field of a cron expression, in the order of the text: its values, and how it is parsed. */
enum CronField {
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY("day of the month", 1, 31, List.of()),
    MONTH(
            "month",
            1,
            12,
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC")),
    /** 0 and 7 are both Sunday. */
    WEEKDAY("day of the week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

    private final String label;
    private final int min;
    private final int max;
    private final List<String> names;

    CronField(String label, int min, int max, List<String> names) {
        this.label = label;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    /**
     * The values that a field such as <code>*&#47;15</code>, {@code 1-5} or {@code MON,WED}
     * matches.
     *
     * @throws IllegalArgumentException if it is invalid; the message names the part and the range
     */
    BitSet parse(String text) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            add(part, values);
        }
        if (this == WEEKDAY && values.get(7)) {
            values.clear(7);
            values.set(0);
        }
        return values;
    }

    private void add(String part, BitSet values) {
        String[] stepped = part.split("/", -1);
        if (stepped.length > 2) {
            throw invalid(part);
        }
        String[] range = stepped[0].split("-", -1);
        int from;
        int to;
        if (stepped[0].equals("*")) {
            from = min;
            to = this == WEEKDAY ? 6 : max;
        } else if (range.length == 1) {
            from = value(range[0], part);
            to = stepped.length == 1 ? from : max;
        } else if (range.length == 2) {
            from = value(range[0], part);
            to = end(range[1], from, part);
        } else {
            throw invalid(part);
        }
        int step = stepped.length == 1 ? 1 : number(stepped[1], part);
        if (step < 1 || from > to) {
            throw invalid(part);
        }
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    /**
     * A week may end with Sunday: {@code SAT-SUN} is the weekend, {@code MON-SUN} the whole week.
     */
    private int end(String text, int from, String part) {
        boolean sundayLast = this == WEEKDAY && text.equalsIgnoreCase("SUN") && from > 0;
        return sundayLast ? max : value(text, part);
    }

    /**
     * Refuses steps that do not fit into the field: a step restarts with each hour, day or year, so
     * {@code *}{@code /90} minutes would run every hour.
     *
     * @throws IllegalArgumentException if a step exceeds the number of values
     */
    void checkSteps(String text) {
        int values = this == WEEKDAY ? 7 : max - min + 1;
        for (String part : text.split(",", -1)) {
            int slash = part.indexOf('/');
            if (slash >= 0 && number(part.substring(slash + 1), part) > values) {
                throw new IllegalArgumentException(
                        "invalid "
                                + label
                                + " '"
                                + part
                                + "': a step cannot exceed "
                                + values
                                + ", because it starts anew after each round of the field");
            }
        }
    }

    private int value(String text, String part) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        int value = named < 0 ? number(text, part) : named + (this == MONTH ? 1 : 0);
        if (value < min || value > max) {
            throw invalid(part);
        }
        return value;
    }

    private int number(String text, String part) {
        if (!text.matches("\\d{1,3}")) {
            throw invalid(part);
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException invalid(String part) {
        return new IllegalArgumentException(
                "invalid "
                        + label
                        + " '"
                        + part
                        + "': use "
                        + min
                        + " to "
                        + max
                        + (names.isEmpty() ? "" : " or names such as " + names.get(0))
                        + ", ranges such as 1-5 and steps such as */2");
    }
}
