package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {

    @Test
    void shouldKeepTheOrderAndTheBound() throws InterruptedException {
        OutgoingQueue outgoingQueue = new OutgoingQueue(2);

        outgoingQueue.offer(event(1, 1));
        outgoingQueue.offer(event(2, 1));
        outgoingQueue.offer(event(3, 1));

        assertEquals(List.of(1L, 2L), seqs(outgoingQueue));
        assertEquals(1, outgoingQueue.dropped());
    }

    @Test
    void shouldKeepHintsWhereDataTakeTooMuchMemory() throws InterruptedException {
        OutgoingQueue outgoingQueue = new OutgoingQueue(100);
        int third = OutgoingQueue.MOST_DATA / 3;
        for (int seq = 1; seq <= 4; seq++) {
            outgoingQueue.offer(event(seq, third));
        }
        outgoingQueue.offer(event(0, third));

        List<Event> taken = outgoingQueue.take(0);
        assertEquals(List.of(1L, 2L, 3L, 4L), taken.stream().map(Event::seq).toList());
        assertFalse(taken.get(2).hint());
        assertTrue(taken.get(3).hint());
        assertEquals(1, outgoingQueue.dropped());

        outgoingQueue.offer(event(5, third));
        assertFalse(outgoingQueue.take(0).get(0).hint());
    }

    @Test
    void shouldTellOfLossesOnce() {
        OutgoingQueue outgoingQueue = new OutgoingQueue(1);
        outgoingQueue.lost(event(0, 1));
        assertFalse(outgoingQueue.takeGap(), "nobody misses what is not stored");

        outgoingQueue.lost(event(1, 1));

        assertTrue(outgoingQueue.takeGap());
        assertFalse(outgoingQueue.takeGap());
        assertEquals(2, outgoingQueue.dropped());
    }

    private static Event event(long seq, int size) {
        return new Event("room:a", seq, "id", "message", 1, "1".repeat(size));
    }

    private static List<Long> seqs(OutgoingQueue outgoingQueue) throws InterruptedException {
        return outgoingQueue.take(0).stream().map(Event::seq).toList();
    }
}
