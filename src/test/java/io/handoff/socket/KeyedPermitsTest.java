package io.handoff.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import org.junit.jupiter.api.Test;

class KeyedPermitsTest {

    private final KeyedPermits permits = new KeyedPermits(2);

    @Test
    void shouldCountEachKeyByItself() {
        assertTrue(permits.take("alice"));
        assertTrue(permits.take("alice"));
        assertTrue(permits.take("bob"));

        assertFalse(permits.take("alice"));
    }

    @Test
    void shouldForgetWhoHasNone() {
        permits.take("alice");
        permits.take("alice");

        permits.release("alice");
        assertEquals(1, permits.taken("alice"));
        permits.release("alice");

        assertEquals(0, permits.keys());
    }

    @Test
    void shouldNeverGiveOneTooManyWhateverTheCrowd() {
        long within =
                Crowd.together(20, () -> permits.take("alice")).stream().filter(b -> b).count();

        assertEquals(2, within);
        assertEquals(20, permits.taken("alice"));
    }

    @Test
    void shouldRefuseACapThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new KeyedPermits(0));
    }
}
