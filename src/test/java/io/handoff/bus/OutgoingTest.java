package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.store.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    @Test
    void shouldKeepTheOrderAndTheBound() throws InterruptedException {
        Outgoing outgoing = new Outgoing(2);

        outgoing.offer(event(1, 1));
        outgoing.offer(event(2, 1));
        outgoing.offer(event(3, 1));

        assertEquals(List.of(1L, 2L), seqs(outgoing));
        assertEquals(1, outgoing.dropped());
    }

    @Test
    void shouldKeepHintsWhereDataTakeTooMuchMemory() throws InterruptedException {
        Outgoing outgoing = new Outgoing(100);
        int third = Outgoing.MOST_DATA / 3;
        for (int seq = 1; seq <= 4; seq++) {
            outgoing.offer(event(seq, third));
        }
        outgoing.offer(event(0, third));

        List<Event> taken = outgoing.take(0);
        assertEquals(List.of(1L, 2L, 3L, 4L), taken.stream().map(Event::seq).toList());
        assertFalse(taken.get(2).hint());
        assertTrue(taken.get(3).hint());
        assertEquals(1, outgoing.dropped());

        outgoing.offer(event(5, third));
        assertFalse(outgoing.take(0).get(0).hint());
    }

    @Test
    void shouldTellOfLossesOnce() {
        Outgoing outgoing = new Outgoing(1);
        outgoing.lost(event(0, 1));
        assertFalse(outgoing.takeGap(), "nobody misses what is not stored");

        outgoing.lost(event(1, 1));

        assertTrue(outgoing.takeGap());
        assertFalse(outgoing.takeGap());
        assertEquals(2, outgoing.dropped());
    }

    private static Event event(long seq, int size) {
        return new Event("room:a", seq, "id", "message", 1, "1".repeat(size));
    }

    private static List<Long> seqs(Outgoing outgoing) throws InterruptedException {
        return outgoing.take(0).stream().map(Event::seq).toList();
    }
}
