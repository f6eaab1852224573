package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import io.handoff.http.Problem;
import io.handoff.store.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Caller ALICE = new Caller("alice", Set.of("viewer"), 0);
    private static final Duration TTL = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final List<AccessMeter.Reason> refused = new ArrayList<>();
    private final Tickets tickets =
            new Tickets(new MemoryTickets(3, clock), TTL, clock, refused::add);

    @Test
    void shouldStandForItsCallerOnce() {
        String ticket = issue(ALICE).text();

        assertEquals(ALICE, value(tickets.redeem(ticket)));
        assertEquals(401, refusal(tickets.redeem(ticket)).status());
    }

    @Test
    void shouldBeHardToGuessAndFitForAnAddress() {
        String ticket = issue(ALICE).text();

        assertTrue(ticket.matches("[A-Za-z0-9_-]{43}"), "256 bits in base64url");
        assertNotEquals(ticket, issue(ALICE).text());
        assertEquals(401, refusal(tickets.redeem("x")).status());
    }

    @Test
    void shouldEnd() {
        Tickets.Ticket late = issue(ALICE);
        Tickets.Ticket inTime = issue(ALICE);
        assertEquals(clock.millis() + TTL.toMillis(), late.expiresAt());

        clock.forward(TTL.minusMillis(1));
        assertEquals(ALICE, value(tickets.redeem(inTime.text())));
        clock.forward(Duration.ofMillis(1));
        assertEquals(401, refusal(tickets.redeem(late.text())).status());
    }

    @Test
    void shouldNotOutliveTheTokenItStandsFor() {
        Caller ending = new Caller("alice", Set.of(), clock.millis() + 1_000);
        String ticket = issue(ending).text();

        clock.forward(Duration.ofSeconds(1));

        assertEquals(401, refusal(tickets.redeem(ticket)).status());
    }

    @Test
    void shouldBeUsedOnceUnderARace() throws Exception {
        int racers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        CyclicBarrier start = new CyclicBarrier(racers);
        try {
            for (int round = 0; round < 200; round++) {
                String ticket = issue(ALICE).text();
                List<Future<Boolean>> wins = new ArrayList<>();
                for (int i = 0; i < racers; i++) {
                    wins.add(
                            threads.submit(
                                    () -> {
                                        start.await();
                                        return !tickets.redeem(ticket)
                                                .toCompletableFuture()
                                                .isCompletedExceptionally();
                                    }));
                }
                int won = 0;
                for (Future<Boolean> win : wins) {
                    won += win.get() ? 1 : 0;
                }
                assertEquals(1, won);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldRefuseMoreThanTheLimitUntilOneIsUsedOrEnds() {
        String first = issue(ALICE).text();
        issue(ALICE);
        issue(ALICE);
        Problem full = refusal(tickets.issue(ALICE));
        assertEquals(503, full.status());
        assertEquals(List.of(AccessMeter.Reason.NO_TICKETS), refused);
        assertTrue(full.headers().containsKey("Retry-After"));

        value(tickets.redeem(first));
        issue(ALICE);
        assertEquals(503, refusal(tickets.issue(ALICE)).status());

        clock.forward(TTL);
        issue(ALICE);
        issue(ALICE);
        issue(ALICE);
    }

    @Test
    void shouldSayThatTheStoreIsAwayAndNotThatTheTicketIsBad() {
        String ticket = issue(ALICE).text();
        Tickets cutOff = new Tickets(new Away(), TTL, clock, refused::add);

        for (Problem away : List.of(refusal(cutOff.issue(ALICE)), refusal(cutOff.redeem(ticket)))) {
            assertEquals(503, away.status());
            assertEquals("The database is away.", away.getMessage());
            assertTrue(away.headers().containsKey("Retry-After"));
            assertEquals(AccessMeter.Reason.NO_STORE, Denied.reason(away));
        }
        assertEquals(ALICE, value(tickets.redeem(ticket)));
    }

    private static final class Away implements TicketStore {

        private static final StoreUnavailable AWAY = new StoreUnavailable("The database is away.");

        @Override
        public CompletionStage<Boolean> put(String key, Caller caller, long until) {
            return CompletableFuture.failedStage(AWAY);
        }

        @Override
        public CompletionStage<Optional<Caller>> take(String key) {
            return CompletableFuture.failedStage(AWAY);
        }
    }

    @Test
    void shouldNotShowItself() {
        Tickets.Ticket ticket = issue(ALICE);
        assertFalse(ticket.toString().contains(ticket.text()));
        Problem problem = refusal(tickets.redeem(ticket.text() + "x"));
        assertFalse(problem.toString().contains(ticket.text()));
    }

    private Tickets.Ticket issue(Caller caller) {
        return value(tickets.issue(caller));
    }

    private static <T> T value(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Problem refusal(CompletionStage<?> stage) {
        return (Problem) assertThrows(CompletionException.class, () -> value(stage)).getCause();
    }
}
