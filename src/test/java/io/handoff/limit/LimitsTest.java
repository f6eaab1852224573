package io.handoff.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @Test
    void shouldHoldAndCount() {
        Limits limits = new Limits(Settings.of(LimitSettings.class));

        assertTrue(limits.reached(Limit.PONG));
        assertTrue(limits.reached(Limit.PONG));

        assertEquals(2, limits.count(Limit.PONG));
        assertEquals(0, limits.count(Limit.UNSENT));
    }

    @Test
    void shouldOnlyCountWhatIsTriedOut() {
        Limits limits = of("message-rate, queued-tasks");

        assertFalse(limits.reached(Limit.MESSAGE_RATE));
        assertFalse(limits.reached(Limit.QUEUED_TASKS));
        assertTrue(limits.reached(Limit.SUBSCRIPTIONS));

        assertEquals(1, limits.count(Limit.MESSAGE_RATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "body-size", "MESSAGE_RATE"})
    void shouldRefuseWhatItDoesNotKnow(String name) {
        String message =
                assertThrows(ConfigurationException.class, () -> of("pong," + name)).getMessage();

        assertTrue(message.contains("'" + name + "'"), message);
        assertTrue(message.contains("live-connections-per-user"), message);
    }

    private static Limits of(String names) {
        return new Limits(Settings.of(LimitSettings.class, "handoff.limits.only-counted", names));
    }
}
