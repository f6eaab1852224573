package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.store.postgres.Postgres;
import io.handoff.store.postgres.PostgresStore;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas on one database. */
class PostgresTicketsTest extends TicketStoreContract {

    private final Postgres postgres = Postgres.fresh();
    private PostgresStore first;
    private PostgresStore second;

    @BeforeEach
    void open() {
        first = postgres.open();
        second = postgres.open();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Override
    TicketStore here() {
        return new SharedTickets(first, LIMIT, clock);
    }

    @Override
    TicketStore there() {
        return new SharedTickets(second, LIMIT, clock);
    }

    @Override
    void pass(Duration time) {
        clock.forward(time);
        postgres.run("UPDATE passes SET until = until - " + time.toMillis());
    }

    @Test
    void shouldNotMindThatReplicasDisagreeAboutTheTime() {
        put(here(), "a");
        clock.forward(Duration.ofDays(1));

        assertTrue(take(there(), "a").isPresent());
    }

    @Test
    void shouldKeepNothingThatHasEnded() {
        int many = 50;
        TicketStore roomy = new SharedTickets(first, many, clock);
        IntStream.range(0, many).forEach(i -> put(roomy, "old " + i));
        pass(Duration.ofSeconds(30));

        IntStream.range(0, many).forEach(i -> put(roomy, "new " + i));

        assertEquals("50", postgres.ask("SELECT count(*) FROM passes"));
    }
}
