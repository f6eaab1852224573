package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(3);

    @Test
    void shouldLendNoMoreThanItHas() {
        assertEquals(3, slots.share().take());

        assertFalse(slots.tryAcquire());
        assertEquals(0, slots.share().take());
        assertEquals(3, slots.busy());
    }

    @Test
    void shouldTakeWhatCameFreeSinceTheClaimWasMade() {
        slots.tryAcquire();
        slots.tryAcquire();
        Slots.Share share = slots.share();
        slots.release(2);

        assertEquals(3, share.take());
    }

    @Test
    void shouldTakeWhatCameFreeBeforeARepeatAsWell() {
        slots.tryAcquire();
        Slots.Share share = slots.share();
        assertEquals(2, share.take());
        slots.release(1);

        assertEquals(3, share.take());
        assertEquals(3, slots.busy());
    }

    @Test
    void shouldGiveBackWhatWasNotNeeded() {
        Slots.Share share = slots.share();
        share.take();

        assertFalse(share.keep(1));

        assertEquals(1, slots.busy());
        assertTrue(slots.tryAcquire());
    }

    @Test
    void shouldTellThatThereMayBeMore() {
        Slots.Share share = slots.share();
        share.take();

        assertTrue(share.keep(3));
        assertFalse(slots.share().keep(0));
    }
}
