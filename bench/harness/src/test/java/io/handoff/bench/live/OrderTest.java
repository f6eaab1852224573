package io.handoff.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OrderTest {

    private final Order order = new Order();

    @Test
    void shouldBeginAnywhere() {
        hear(41, 42, 43);

        assertEquals(43, order.last());
        assertEquals(0, order.gaps() + order.repeats());
    }

    @Test
    void shouldCountGapsAndRepeats() {
        hear(1, 2, 2, 5, 4, 6);

        assertEquals(1, order.gaps());
        assertEquals(2, order.repeats());
        assertEquals(6, order.last());
    }

    private void hear(long... seqs) {
        for (long seq : seqs) {
            order.next(seq);
        }
    }
}
