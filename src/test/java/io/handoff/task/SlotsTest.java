package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(3);

    @Test
    void shouldLendNoMoreThanItHas() {
        assertEquals(3, slots.tryAcquireUpTo(10));

        assertFalse(slots.tryAcquire());
        assertEquals(0, slots.tryAcquireUpTo(1));
        assertEquals(3, slots.busy());
    }

    @Test
    void shouldTakeNoMoreThanWanted() {
        assertEquals(2, slots.tryAcquireUpTo(2));

        assertEquals(2, slots.busy());
    }

    @Test
    void shouldLendAgainWhatCameBack() {
        slots.tryAcquireUpTo(3);

        slots.release(2);

        assertEquals(1, slots.busy());
        assertTrue(slots.tryAcquire());
    }
}
