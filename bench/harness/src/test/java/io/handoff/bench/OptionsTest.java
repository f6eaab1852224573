package io.handoff.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static final List<String> KNOWN = List.of("echo", "accept");

    @Test
    void shouldTakeScenariosAndNumbersInAnyOrder() {
        Options options =
                Options.parse(new String[] {"--quick", "accept", "--seconds", "10"}, KNOWN);

        assertEquals(List.of("accept"), options.scenarios());
        assertEquals(new Rounds.Plan(2, 10, 2), options.plan());
        assertEquals(KNOWN, Options.parse(new String[0], KNOWN).scenarios());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecko", "--seconds", "--seconds 0", "--seconds two"})
    void shouldRefuseWhatItDoesNotKnow(String line) {
        assertThrows(IllegalArgumentException.class, () -> Options.parse(line.split(" "), KNOWN));
    }
}
