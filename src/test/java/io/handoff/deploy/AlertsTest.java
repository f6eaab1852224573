package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The alerts by Prometheus' own tool: that it can read them, and that each rings when it should,
 * with the series of {@code alerts-test.yaml}.
 */
class AlertsTest {
    private static final Path ALERTS = Path.of("k8s/components/monitoring/alerts.yaml");
    private static final Path RINGING = Path.of("src/test/resources/alerts-test.yaml");

    @TempDir Path folder;

    private Program promtool;
    private ObjectNode rules;

    @BeforeEach
    void find() {
        promtool = Program.assume("the check of the alerts", "promtool");
        rules = (ObjectNode) Yaml.read(ALERTS).get(0).get("spec");
    }

    @Test
    void shouldBeRulesThatPrometheusTakes() throws Exception {
        Program.Result result = promtool.run("check", "rules", write(rules));

        assertEquals(0, result.exitCode(), result.output());
    }

    @Test
    void shouldFindABracketTooFew() throws Exception {
        ((ObjectNode) rules.at("/groups/0/rules/0")).put("expr", "sum(up > 1");

        Program.Result result = promtool.run("check", "rules", write(rules));

        assertEquals(1, result.exitCode(), result.output());
    }

    @Test
    void shouldRingWhenTheyShould() throws Exception {
        // promtool wants to be told each text, and texts may change.
        rules.at("/groups/0/rules").forEach(rule -> ((ObjectNode) rule).remove("annotations"));
        write(rules);
        Path test = folder.resolve("test.yaml");
        Files.copy(RINGING, test);

        Program.Result result = promtool.run("test", "rules", test.toString());

        assertEquals(0, result.exitCode(), result.output());
    }

    @Test
    void shouldHaveATestEach() throws IOException {
        Set<String> alerts = new TreeSet<>();
        rules.findValuesAsText("alert").forEach(alerts::add);
        Set<String> rung = new TreeSet<>();
        for (JsonNode test : Yaml.read(RINGING).get(0).get("tests")) {
            for (JsonNode expected : test.get("alert_rule_test")) {
                if (!expected.path("exp_alerts").isEmpty()) {
                    rung.add(expected.get("alertname").asText());
                }
            }
        }

        assertTrue(alerts.size() > 5, alerts.toString());
        assertEquals(alerts, rung);
    }

    /** As JSON, which is YAML. */
    private String write(ObjectNode content) throws IOException {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, content.toString());
        return file.toString();
    }
}
