package io.handoff.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SendBufferTest {

    private final SendBuffer sendBuffer =
            new SendBuffer(100, 4, new java.util.concurrent.atomic.LongAdder());

    @Test
    void shouldBeOverWithOneByteOrOneMessageTooMany() {
        sendBuffer.add(100);
        assertFalse(sendBuffer.isOver());
        sendBuffer.add(1);
        assertTrue(sendBuffer.isOver());
        sendBuffer.remove(100);
        assertFalse(sendBuffer.isOver());
        sendBuffer.add(1);
        sendBuffer.add(1);
        sendBuffer.add(1);
        assertFalse(sendBuffer.isOver());
        sendBuffer.add(0);
        assertTrue(sendBuffer.isOver());
    }

    @Test
    void shouldHaveRoomUpToHalfOfEither() {
        sendBuffer.add(50);
        assertTrue(sendBuffer.hasCapacity());
        sendBuffer.add(1);
        assertFalse(sendBuffer.hasCapacity());
    }

    @Test
    void shouldCountStandstillFromTheLastThingThatMoved() {
        assertEquals(0, sendBuffer.stalledFor(1000, 0));
        sendBuffer.add(10);
        sendBuffer.add(10);
        assertEquals(5, sendBuffer.stalledFor(1005, 0));
        assertEquals(0, sendBuffer.stalledFor(1010, 3), "a part was sent");
        assertEquals(7, sendBuffer.stalledFor(1017, 3));
        sendBuffer.remove(10);
        assertEquals(0, sendBuffer.stalledFor(1020, 0), "one was sent");
        assertEquals(5, sendBuffer.stalledFor(1025, 0));
        sendBuffer.remove(10);
        assertEquals(0, sendBuffer.stalledFor(1030, 0), "nothing waits");
    }

    @Test
    void shouldNotTakeAFirstLookForALongWait() {
        sendBuffer.add(10);

        assertEquals(0, sendBuffer.stalledFor(3_600_000_000_000L, 0));
        assertEquals(7, sendBuffer.stalledFor(3_600_000_000_007L, 0));
    }
}
