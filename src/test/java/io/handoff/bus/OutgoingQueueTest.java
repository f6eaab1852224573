package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.bus.BusMessage.Hint;
import io.handoff.bus.BusMessage.Published;
import io.handoff.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {

    @Test
    void shouldKeepTheOrderAndTheLimit() throws InterruptedException {
        OutgoingQueue outgoingQueue = new OutgoingQueue(2);

        outgoingQueue.offer(event(1, 1));
        outgoingQueue.offer(event(2, 1));
        outgoingQueue.offer(event(3, 1));

        assertEquals(List.of(event(1, 1), event(2, 1)), outgoingQueue.take(0));
        assertEquals(1, outgoingQueue.dropped());
    }

    @Test
    void shouldKeepHintsWhereDataTakeTooMuchMemory() throws InterruptedException {
        OutgoingQueue outgoingQueue = new OutgoingQueue(100);
        int third = OutgoingQueue.MAX_SIZE / 3;
        for (int seq = 1; seq <= 4; seq++) {
            outgoingQueue.offer(event(seq, third));
        }
        outgoingQueue.offer(event(0, third));

        assertEquals(
                List.of(event(1, third), event(2, third), event(3, third), new Hint("room:a", 4)),
                outgoingQueue.take(0));
        assertEquals(1, outgoingQueue.dropped());

        outgoingQueue.offer(event(5, third));
        assertEquals(List.of(event(5, third)), outgoingQueue.take(0));
    }

    @Test
    void shouldReportLossesOnce() {
        OutgoingQueue outgoingQueue = new OutgoingQueue(1);
        outgoingQueue.drop(event(0, 1));
        assertFalse(outgoingQueue.takeStoredLost(), "an ephemeral event needs no recovery");

        outgoingQueue.drop(event(1, 1));

        assertTrue(outgoingQueue.takeStoredLost());
        assertFalse(outgoingQueue.takeStoredLost());
        assertEquals(2, outgoingQueue.dropped());
    }

    private static BusMessage event(long seq, int size) {
        return new Published(new Event("room:a", seq, "id", "message", 1, "1".repeat(size)));
    }
}
