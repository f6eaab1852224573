package io.handoff.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnsentTest {

    private final Unsent unsent = new Unsent(100, 4, new java.util.concurrent.atomic.LongAdder());

    @Test
    void shouldBeOverWithOneByteOrOneMessageTooMany() {
        unsent.add(100);
        assertFalse(unsent.over());
        unsent.add(1);
        assertTrue(unsent.over());
        unsent.remove(100);
        assertFalse(unsent.over());
        unsent.add(1);
        unsent.add(1);
        unsent.add(1);
        assertFalse(unsent.over());
        unsent.add(0);
        assertTrue(unsent.over());
    }

    @Test
    void shouldHaveRoomUpToHalfOfEither() {
        unsent.add(50);
        assertTrue(unsent.hasRoom());
        unsent.add(1);
        assertFalse(unsent.hasRoom());
    }

    @Test
    void shouldCountStandstillFromTheLastThingThatMoved() {
        assertEquals(0, unsent.stalledFor(1000, 0));
        unsent.add(10);
        unsent.add(10);
        assertEquals(5, unsent.stalledFor(1005, 0));
        assertEquals(0, unsent.stalledFor(1010, 3), "a part was sent");
        assertEquals(7, unsent.stalledFor(1017, 3));
        unsent.remove(10);
        assertEquals(0, unsent.stalledFor(1020, 0), "one was sent");
        assertEquals(5, unsent.stalledFor(1025, 0));
        unsent.remove(10);
        assertEquals(0, unsent.stalledFor(1030, 0), "nothing waits");
    }

    @Test
    void shouldNotTakeAFirstLookForALongWait() {
        unsent.add(10);

        assertEquals(0, unsent.stalledFor(3_600_000_000_000L, 0));
        assertEquals(7, unsent.stalledFor(3_600_000_000_007L, 0));
    }
}
