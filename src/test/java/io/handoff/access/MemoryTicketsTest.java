package io.handoff.access;

import java.time.Duration;

class MemoryTicketsTest extends TicketStoreContract {

    private final TicketStore store = new MemoryTickets(LIMIT, clock);

    @Override
    TicketStore here() {
        return store;
    }

    @Override
    TicketStore there() {
        return store;
    }

    @Override
    void pass(Duration time) {
        clock.forward(time);
    }
}
