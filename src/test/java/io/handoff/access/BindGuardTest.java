package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindGuardTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1"})
    void shouldAllowOpenModeOnLoopback(String host) {
        assertEquals(Optional.empty(), BindGuard.objection(host, ConfiguredKeysTest.settings()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void shouldRejectOpenModeBeyondLoopback(String host) {
        String line = BindGuard.objection(host, ConfiguredKeysTest.settings()).orElseThrow();

        assertTrue(line.contains(host), line);
        assertTrue(line.contains("HANDOFF_ACCESS_MODE=open"), line);
        assertTrue(line.contains("QUARKUS_HTTP_HOST=localhost"), line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "jwt"})
    void shouldListenAnywhereInAModeThatWasChosen(String mode) {
        assertEquals(
                Optional.empty(),
                BindGuard.objection("0.0.0.0", ConfiguredKeysTest.settings("mode", mode)));
    }

    @Test
    void shouldObjectToAModeItDoesNotKnow() {
        String line =
                BindGuard.objection("localhost", ConfiguredKeysTest.settings("mode", "opne"))
                        .orElseThrow();

        assertTrue(line.contains("opne") && line.contains("open"), line);
    }

    @Test
    void shouldRejectAKeyWithoutAMode() {
        String line =
                BindGuard.objection(
                                "localhost",
                                ConfiguredKeysTest.settings("jwt.secret", Issuer.SECRET))
                        .orElseThrow();

        assertTrue(line.contains("HANDOFF_ACCESS_MODE=jwt"), line);
        assertFalse(line.contains(Issuer.SECRET), line);
        assertEquals(
                Optional.empty(),
                BindGuard.objection(
                        "localhost",
                        ConfiguredKeysTest.settings("mode", "open", "jwt.secret", Issuer.SECRET)));
    }
}
