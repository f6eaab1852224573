package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySecretsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a=1", "user=alice", "myticket=1", "a=ticket=1", "ticket", "&&"})
    void shouldFindNothingToTakeOff(String query) {
        assertEquals(Optional.empty(), QuerySecrets.in(query));
    }

    @Test
    void shouldTakeSecretsOffAndLeaveTheRest() {
        assertTaken("abc", null, "/ws", "ticket=abc");
        assertTaken("abc", null, "/ws?a=1&b=%20", "a=1&ticket=abc&b=%20");
        assertTaken(null, "x.y.z", "/ws?a=1", "access_token=x.y.z&a=1");
        assertTaken("abc", "x.y.z", "/ws", "access_token=x.y.z&ticket=abc");
        assertTaken("", null, "/ws", "ticket=");
    }

    @Test
    void shouldTakeAllOffThatAreGivenTwice() {
        assertTaken("b", null, "/ws?c=1", "ticket=a&c=1&ticket=b");
    }

    @Test
    void shouldNotShowThem() {
        String text = QuerySecrets.in("ticket=abc&access_token=xyz&c=1").orElseThrow().toString();
        assertTrue(text.contains("c=1"));
        assertFalse(text.contains("abc") || text.contains("xyz"));
    }

    private static void assertTaken(String ticket, String token, String address, String query) {
        QuerySecrets found = QuerySecrets.in(query).orElseThrow();
        assertEquals(ticket, found.ticket());
        assertEquals(token, found.token());
        assertEquals(address, found.without("/ws"));
    }
}
