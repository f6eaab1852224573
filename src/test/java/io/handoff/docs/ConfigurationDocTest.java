package io.handoff.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.docs.ConfigurationPage.Row;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} has every setting with its default, and no other. */
class ConfigurationDocTest {

    private static final Path SHIPPED = Path.of("src/main/resources/application.properties");

    /** What a page calls a setting; file names and meters look alike and are left out. */
    private static final Pattern PROPERTY =
            Pattern.compile("(?<![\\w./:-])handoff\\.[a-z-]+(?:\\.(?:<kind>|[a-z-]+))*(?![\\w/(])");

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\w)HANDOFF_[A-Z_<>]*[A-Z>]");

    /** Names that are no settings: files, an exchange of the bus, a variable of Kubernetes. */
    private static final Set<String> OTHERS =
            Set.of("handoff.js", "handoff.db", "handoff.events", "handoff.db-wal", "HANDOFF_PORT");

    private final ConfigurationPage page = ConfigurationPage.read();
    private final Map<String, Optional<String>> declared = DeclaredSettings.all();

    @Test
    void shouldHaveEverySettingWithItsDefault() {
        assertTrue(declared.size() > 50, () -> "found only " + declared);

        assertEquals(lines(declared), lines(documented(declared::containsKey)));
    }

    @Test
    void shouldNameNoSettingThatDoesNotExist() {
        assertEquals(Map.of(), documented(name -> isOurs(name) && !declared.containsKey(name)));
        assertEquals(List.of(), page.repeated());
    }

    @Test
    void shouldNameTheEnvironmentVariables() {
        page.rows()
                .forEach(
                        (name, row) ->
                                assertEquals(DeclaredSettings.variable(name), row.variable()));
    }

    @Test
    void shouldSayWhatHandoffShipsDifferently() throws IOException {
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(SHIPPED)) {
            shipped.load(file);
        }
        String text = MarkdownFile.read(ConfigurationPage.FILE).text();

        shipped.stringPropertyNames().stream()
                .filter(ConfigurationDocTest::isOurs)
                .map(name -> '`' + name + '=' + shipped.getProperty(name) + '`')
                .forEach(line -> assertTrue(text.contains(line), line));
        documented(name -> shipped.containsKey(name) && !isOurs(name))
                .forEach(
                        (name, value) ->
                                assertEquals(Optional.of(shipped.getProperty(name)), value, name));
    }

    @Test
    void shouldNameOnlySettingsThatExistOnAnyPage() {
        Set<String> known = new TreeSet<>(OTHERS);
        for (String name : declared.keySet()) {
            known.add(DeclaredSettings.variable(name));
            for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
                known.add(name.substring(0, end));
            }
        }
        Set<String> unknown = new TreeSet<>();
        for (MarkdownFile file : MarkdownFile.all()) {
            file.find(PROPERTY)
                    .filter(name -> !known.contains(ofAnyKind(name)))
                    .forEach(name -> unknown.add(file.path() + ": " + name));
            file.find(VARIABLE)
                    .filter(name -> !known.contains(ofAnyKind(name)))
                    .forEach(name -> unknown.add(file.path() + ": " + name));
        }

        assertEquals(Set.of(), unknown);
    }

    @Test
    void shouldKnowHowMappingsAreNamed() {
        Map<String, Optional<String>> expected =
                Map.of(
                        "sample.plain", Optional.of("7"),
                        "sample.other-name", Optional.empty(),
                        "sample.nested.deep-value", Optional.of("5s"),
                        "sample.inlined", Optional.of("x"),
                        "sample.by-name.<kind>.limit", Optional.empty());

        assertEquals(expected, DeclaredSettings.of(Sample.class));
    }

    @Test
    void shouldNoticeARowThatIsMissingOrWrong() {
        String row = "| `a.b`<br>`A_B` | `1` | Means something. |";

        Map<String, Row> rows = ConfigurationPage.parse(row).rows();

        assertEquals(Map.of("a.b", new Row("A_B", Optional.of("1"), "Means something.")), rows);
        assertEquals(Map.of(), ConfigurationPage.parse(row.replace("Means something.", "")).rows());
    }

    private Map<String, Optional<String>> documented(Predicate<String> wanted) {
        return page.rows().entrySet().stream()
                .filter(row -> wanted.test(row.getKey()))
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                row -> row.getValue().value(),
                                (one, other) -> one,
                                TreeMap::new));
    }

    /** One line per setting, so that a difference shows which. */
    private static String lines(Map<String, Optional<String>> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue().orElse("–"))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isOurs(String name) {
        return name.startsWith("handoff.");
    }

    /** A page may name a kind: {@code handoff.tasks.kinds.thumbnail.timeout}. */
    private static String ofAnyKind(String name) {
        return name.replaceFirst("^(handoff\\.tasks\\.kinds)\\.[a-z-]+", "$1.<kind>")
                .replaceFirst("^(HANDOFF_TASKS_KINDS)_[A-Z]+_", "$1_<KIND>_");
    }

    @ConfigMapping(prefix = "sample")
    interface Sample {
        @WithDefault("7")
        int plain();

        @WithName("other-name")
        Optional<String> renamed();

        Nested nested();

        @WithParentName
        Inlined parent();

        Map<String, Limit> byName();

        interface Nested {
            @WithDefault("5s")
            String deepValue();
        }

        interface Inlined {
            @WithDefault("x")
            String inlined();
        }

        interface Limit {
            Optional<Integer> limit();
        }
    }
}
