package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    private static final Instant NOW = Instant.parse("2030-01-31T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2030-01-31T08:00:00Z, 1896076800000",
        "2030-01-31T10:00:00+02:00, 1896076800000",
        "2030-01-31T08:00:00.123456Z, 1896076800123",
        "9999-12-31T23:59:59Z, 253402300799000",
    })
    void shouldReadTimes(String text, long millis) {
        assertEquals(OptionalLong.of(millis), Moments.read("at", new TextNode(text), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z"})
    void shouldNotTakeATimeLongPastForNone(String text) {
        assertEquals(OptionalLong.of(1), Moments.read("at", new TextNode(text), NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+300000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "2030-02-30T08:00:00Z",
                "2030-01-31T08:00:00",
                "2030-01-31",
                "tomorrow",
                ""
            })
    void shouldRefuseAllElse(String text) {
        assertEquals(400, problem(new TextNode(text)).status());
    }

    @Test
    void shouldRefuseNumbers() {
        assertEquals(400, problem(new IntNode(0)).status());
    }

    @Test
    void shouldTakeNullAsAbsent() {
        assertEquals(OptionalLong.empty(), Moments.read("at", NullNode.instance, NOW));
        assertEquals(OptionalLong.empty(), Moments.read("at", null, NOW));
    }

    private static Problem problem(com.fasterxml.jackson.databind.JsonNode value) {
        return assertThrows(Problem.class, () -> Moments.read("at", value, NOW));
    }
}
