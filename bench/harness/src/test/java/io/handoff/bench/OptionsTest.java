package io.handoff.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handoff.bench.rounds.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final List<String> KNOWN = List.of("echo", "accept");

    @Test
    void shouldRunEverythingByDefault() {
        assertEquals(KNOWN, Options.parse(new String[0], KNOWN).scenarios());
    }

    @Test
    void shouldTakeScenariosAndNumbersInAnyOrder() {
        Options options =
                Options.parse(new String[] {"--quick", "accept", "--seconds", "10"}, KNOWN);

        assertEquals(List.of("accept"), options.scenarios());
        assertEquals(new Plan(3, 10, 3), options.plan());
    }

    @Test
    void shouldRefuseNonsense() {
        for (String[] args :
                List.of(
                        new String[] {"ecko"},
                        new String[] {"--seconds"},
                        new String[] {"--seconds", "0"},
                        new String[] {"--seconds", "two"})) {
            assertThrows(IllegalArgumentException.class, () -> Options.parse(args, KNOWN));
        }
    }
}
