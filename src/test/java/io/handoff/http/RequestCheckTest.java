package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tasks?state=dead",
                "/notify/zo%C3%AB",
                "/notify/%F0%9F%98%80?a=%20%25"
            })
    void shouldTakeAddresses(String uri) {
        assertDoesNotThrow(() -> RequestCheck.checkAddress(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tasks?state=%zz",
                "/tasks?state=%",
                "/tasks?state=%4",
                "/notify/%c0%af",
                "/notify/%ed%a0%bd",
                "/notify/%ff",
                "/tasks?kind=%00",
                "/notify/zo\u00eb",
                "/notify/a b"
            })
    void shouldRefuseWhatCannotBeDecodedOrStored(String uri) {
        Problem problem = assertThrows(Problem.class, () -> RequestCheck.checkAddress(uri));

        assertEquals(400, problem.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "\u007f"})
    void shouldRefuseControlCharactersInHeaders(String value) {
        assertThrows(Problem.class, () -> RequestCheck.checkHeader("Idempotency-Key", value));
    }
}
