package io.handoff.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    @Test
    void shouldWaitForTheSlowest() {
        Deliveries deliveries = new Deliveries(3);
        List<Long> told = new ArrayList<>();
        deliveries.whenHeardByAll(told::add);

        for (long seq = 100; seq < 110; seq++) {
            deliveries.heard(seq);
            deliveries.heard(seq);
        }
        assertEquals(0, deliveries.heardByAll());

        deliveries.heard(100);
        deliveries.heard(101);

        assertEquals(List.of(1L, 2L), told);
    }

    @Test
    void shouldGoRoundItsRing() {
        Deliveries deliveries = new Deliveries(2);
        for (long seq = 1; seq <= 10_000; seq++) {
            deliveries.heard(seq);
            deliveries.heard(seq);
        }
        assertEquals(10_000, deliveries.heardByAll());
    }
}
