package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Settings;
import io.handoff.task.TaskSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    @Test
    void shouldTakeTheDefaults() {
        check();
    }

    @Test
    void shouldTakeRulesForAKind() {
        check("handoff.tasks.kinds.mail.max-attempts", "3");
    }

    @ParameterizedTest
    @CsvSource({
        "slots,0",
        "queue-limit,0",
        "max-attempts,0",
        "max-crashes,0",
        "max-waiters,0",
        "timeout,0s",
        "backoff.base,0s",
        "backoff.jitter,1",
        "backoff.jitter,-0.1",
        "kinds.mial.max-attempts,3",
        "kinds.mail.max-attempts,0",
        "kinds.mail.timeout,0s"
    })
    void shouldNameTheSettingThatMakesNoSense(String name, String value) {
        String line =
                assertThrows(
                                ConfigurationException.class,
                                () -> check("handoff.tasks." + name, value))
                        .getMessage();

        String known = name.startsWith("kinds.mial") ? "kinds.mial" : name;
        assertTrue(line.contains("handoff.tasks." + known), line);
        assertFalse(line.contains("\n"), line);
    }

    private static void check(String... settings) {
        SettingsCheck.check(Settings.of(TaskSettings.class, settings), Set.of("mail"));
    }
}
