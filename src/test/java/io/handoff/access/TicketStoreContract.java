package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import io.handoff.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The suite that every {@link TicketStore} passes: an adapter's test extends this class, and gives
 * two stores, of two replicas if there may be several.
 */
abstract class TicketStoreContract {

    static final int LIMIT = 3;

    private static final Caller ALICE =
            new Caller("alice@example.com", Set.of("viewer", "\"a\\b\" ö 語"), 1_900_000_000_123L);
    private static final Duration TTL = Duration.ofSeconds(30);

    final SettableClock clock = new SettableClock();

    abstract TicketStore here();

    /** Another replica's store, or the same one if there is only one process. */
    abstract TicketStore there();

    /** Advances the time of the stores. */
    abstract void pass(Duration time);

    @Test
    void shouldGiveATicketBackOnceWhereverItIsTaken() {
        assertTrue(put(here(), "a"));

        assertEquals(Optional.of(ALICE), take(there(), "a"));
        assertEquals(Optional.empty(), take(there(), "a"));
        assertEquals(Optional.empty(), take(here(), "a"));
        assertEquals(Optional.empty(), take(here(), "b"));
    }

    @Test
    void shouldKeepACallerWithoutRolesAndEnd() {
        Caller guest = new Caller(Caller.ANONYMOUS, Set.of(), 0);
        assertTrue(Stages.value(here().put("a", guest, clock.millis() + TTL.toMillis())));

        assertEquals(Optional.of(guest), take(there(), "a"));
    }

    @Test
    void shouldForgetWhatEnds() {
        put(here(), "late");
        put(here(), "inTime");

        pass(TTL.minusSeconds(5));
        assertEquals(Optional.of(ALICE), take(there(), "inTime"));
        pass(Duration.ofSeconds(5));
        assertEquals(Optional.empty(), take(there(), "late"));
    }

    @Test
    void shouldTakeNoMoreThanTheLimitUntilOneIsUsedOrEnds() {
        assertTrue(put(here(), "a"));
        assertTrue(put(there(), "b"));
        assertTrue(put(here(), "c"));
        assertFalse(put(here(), "d"));
        assertFalse(put(there(), "e"));
        assertEquals(Optional.empty(), take(here(), "d"));

        take(there(), "a");
        assertTrue(put(here(), "f"));
        assertFalse(put(there(), "g"));

        pass(TTL);
        assertTrue(put(here(), "h"));
        assertTrue(put(there(), "i"));
        assertTrue(put(here(), "j"));
        assertFalse(put(there(), "k"));
    }

    @Test
    void shouldGiveATicketToOneOfManyWhoWantItAtOnce() throws Exception {
        List<TicketStore> racers = List.of(here(), there(), here(), there(), here(), there());
        ExecutorService threads = Executors.newFixedThreadPool(racers.size());
        CyclicBarrier start = new CyclicBarrier(racers.size());
        try {
            for (int round = 0; round < 100; round++) {
                String key = "round " + round;
                put(here(), key);
                List<Future<Optional<Caller>>> takes = new ArrayList<>();
                for (TicketStore racer : racers) {
                    takes.add(
                            threads.submit(
                                    () -> {
                                        start.await();
                                        return take(racer, key);
                                    }));
                }
                int won = 0;
                for (Future<Optional<Caller>> taken : takes) {
                    won += taken.get().isPresent() ? 1 : 0;
                }
                assertEquals(1, won, key);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    final boolean put(TicketStore store, String key) {
        return Stages.value(store.put(key, ALICE, clock.millis() + TTL.toMillis()));
    }

    static Optional<Caller> take(TicketStore store, String key) {
        return Stages.value(store.take(key));
    }
}
