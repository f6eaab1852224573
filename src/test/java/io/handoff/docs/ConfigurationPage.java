package io.handoff.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code docs/configuration.md}: a property, its variable, default and meaning. */
final class ConfigurationPage {

    static final Path FILE = Path.of("docs/configuration.md");

    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `([a-z][^`]*)`<br>`([A-Z][^`]*)` \\| (?:`([^`]*)`|–) \\| (\\S.*) \\|");

    private final Map<String, Row> rows = new TreeMap<>();
    private final List<String> repeated = new ArrayList<>();

    /**
     * What the page says of one setting.
     *
     * @param value the default; empty where there is none
     */
    record Row(String variable, Optional<String> value, String meaning) {}

    private ConfigurationPage() {}

    static ConfigurationPage read() {
        return parse(MarkdownFile.read(FILE).text());
    }

    static ConfigurationPage parse(String text) {
        ConfigurationPage page = new ConfigurationPage();
        text.lines().map(ROW::matcher).filter(Matcher::matches).forEach(page::add);
        return page;
    }

    private void add(Matcher row) {
        Optional<String> value = Optional.ofNullable(row.group(3));
        if (rows.put(row.group(1), new Row(row.group(2), value, row.group(4))) != null) {
            repeated.add(row.group(1));
        }
    }

    /** By property; in {@code handoff.tasks.kinds.<kind>.timeout} the part in brackets is free. */
    Map<String, Row> rows() {
        return rows;
    }

    /** Properties with more than one row. */
    List<String> repeated() {
        return repeated;
    }
}
