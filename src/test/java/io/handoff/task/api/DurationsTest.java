package io.handoff.task.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0ms,PT0S",
        "250ms,PT0.25S",
        "10s,PT10S",
        "5m,PT5M",
        "2h,PT2H",
        "1d,PT24H",
        "PT10S,PT10S",
        "999999999999d,PT23999999999976H",
        "P2D,PT48H"
    })
    void shouldRead(String text, Duration duration) {
        assertEquals(duration, Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "-5s", "10 s", "10S ", "1.5h", "9999999999999s", "soon"})
    void shouldRefuse(String text) {
        assertThrows(DateTimeException.class, () -> Durations.parse(text));
    }
}
