package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handoff.SettableClock;
import io.handoff.store.StoreUnavailable;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreClockTest {

    private static final long STORE = 1_900_000_000_000L;

    private final SettableClock own = new SettableClock();
    private final AtomicLong nanos = new AtomicLong(-7);

    @Test
    void shouldShowTheTimeOfASharedStore() {
        StoreClock clock = clock(OptionalLong.of(STORE), Duration.ZERO);
        clock.read();

        nanos.addAndGet(Duration.ofMillis(1_500).toNanos());

        assertEquals(STORE + 1_500, clock.millis());
    }

    /** The wrong clock of one replica must not reach the others through the store. */
    @Test
    void shouldNotFollowTheClockOfTheMachine() {
        StoreClock clock = clock(OptionalLong.of(STORE), Duration.ZERO);
        clock.read();

        own.forward(Duration.ofDays(1));

        assertEquals(STORE, clock.millis());
    }

    @Test
    void shouldBeTheClockOfTheMachineWhereTheStoreHasNone() {
        StoreClock clock = clock(OptionalLong.empty(), Duration.ZERO);
        clock.read();

        assertEquals(own.millis(), clock.millis());
        own.forward(Duration.ofDays(-1));
        assertEquals(own.millis(), clock.millis());
    }

    @Test
    void shouldTakeTheMiddleOfARoundTrip() {
        StoreClock clock = clock(OptionalLong.of(STORE), Duration.ofMillis(200));

        clock.read();

        assertEquals(STORE + 100, clock.millis());
    }

    @Test
    void shouldNotBelieveASlowAnswerButTheFirst() {
        AtomicLong store = new AtomicLong(STORE);
        StoreClock clock =
                new StoreClock(
                        new FakeNodes() {
                            @Override
                            public OptionalLong now() {
                                nanos.addAndGet(Duration.ofSeconds(4).toNanos());
                                return OptionalLong.of(store.get());
                            }
                        },
                        own,
                        nanos::get);
        clock.read();
        assertEquals(STORE + 2_000, clock.millis());

        store.addAndGet(99_000);
        clock.read();

        assertEquals(STORE + 6_000, clock.millis());
    }

    @Test
    void shouldGoOnWhileTheStoreIsAway() {
        AtomicLong calls = new AtomicLong();
        StoreClock clock =
                new StoreClock(
                        new FakeNodes() {
                            @Override
                            public OptionalLong now() {
                                if (calls.incrementAndGet() > 1) {
                                    throw new StoreUnavailable("away");
                                }
                                return OptionalLong.of(STORE);
                            }
                        },
                        own,
                        nanos::get);
        clock.read();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThrows(StoreUnavailable.class, clock::read);

        assertEquals(STORE + 5_000, clock.millis());
    }

    private StoreClock clock(OptionalLong store, Duration roundTrip) {
        return new StoreClock(
                new FakeNodes() {
                    @Override
                    public OptionalLong now() {
                        nanos.addAndGet(roundTrip.toNanos());
                        return store;
                    }
                },
                own,
                nanos::get);
    }

    private abstract static class FakeNodes implements Nodes {

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public CompletionStage<Boolean> renew(Duration lease) {
            throw new UnsupportedOperationException();
        }
    }
}
