package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handoff.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestCallersTest {

    @Test
    void shouldCallTheNamelessGuest() {
        assertEquals("guest", GuestCallers.named(null).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alice", "Zoë", "李", "a.b+c@example.org", "_-", "42", "auth0|1", "नमस्ते"})
    void shouldTakeNames(String name) {
        assertEquals(name, GuestCallers.named(name).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a/b", "a\n", "<b>", "%", "*"})
    void shouldRefuseWhatIsNone(String name) {
        assertEquals(400, assertThrows(Problem.class, () -> GuestCallers.named(name)).status());
    }

    @Test
    void shouldLimitTheLength() {
        GuestCallers.checked("x".repeat(128));
        assertThrows(Problem.class, () -> GuestCallers.checked("x".repeat(129)));
    }
}
