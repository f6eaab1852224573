package io.handoff.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an expression of Prometheus names: enough to see that it names nothing that is not there.
 * Whether it is an expression at all, promtool knows, see {@link AlertsTest}.
 */
record PromQl(List<Selector> selectors, List<String> grouping) {

    /** A metric and the labels it is chosen by. */
    record Selector(String metric, List<String> labels) {}

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-z_][a-z0-9_]*)\\b(?!\\s*\\()(?:\\{([^}]*)})?");
    private static final Set<String> WORDS =
            Set.of("sum", "max", "min", "avg", "count", "or", "and", "unless", "bool");

    static PromQl parse(String expression) {
        String text = STRING.matcher(expression).replaceAll("");
        List<String> grouping = new ArrayList<>();
        for (Matcher group = GROUPING.matcher(text); group.find(); ) {
            names(group.group(1)).forEach(grouping::add);
        }
        String rest = RANGE.matcher(GROUPING.matcher(text).replaceAll("")).replaceAll("");
        List<Selector> selectors =
                SELECTOR.matcher(rest)
                        .results()
                        .filter(found -> !WORDS.contains(found.group(1)))
                        .map(found -> new Selector(found.group(1), labels(found.group(2))))
                        .toList();
        return new PromQl(selectors, grouping);
    }

    private static List<String> labels(String matchers) {
        return matchers == null
                ? List.of()
                : names(matchers).map(name -> name.replaceAll("[=!~].*", "").strip()).toList();
    }

    private static Stream<String> names(String list) {
        return Stream.of(list.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }
}
