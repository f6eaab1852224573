package io.handoff.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.SettableClock;
import io.handoff.bus.LocalBus;
import io.handoff.cluster.ReplicatedCounter;
import io.handoff.cluster.ReplicatedCounters;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyedPermitsTest {

    private static final LocalBus BUS = new LocalBus();
    private static final ReplicatedCounter TALLY = replica(true).named("users");

    private static ReplicatedCounters replica(boolean alone) {
        return new ReplicatedCounters(BUS, new SettableClock(), Duration.ofSeconds(15), alone);
    }

    private final KeyedPermits permits = new KeyedPermits(2, TALLY);

    @Test
    void shouldCountEachKeyByItself() {
        assertTrue(permits.take("alice"));
        assertTrue(permits.take("alice"));
        assertTrue(permits.take("bob"));

        assertFalse(permits.take("alice"));
    }

    @Test
    void shouldForgetAKeyWithoutPermits() {
        permits.take("alice");
        permits.take("alice");

        permits.release("alice");
        assertEquals(1, permits.taken("alice"));
        permits.release("alice");

        assertEquals(0, permits.keys());
    }

    @Test
    void shouldNeverGiveOneTooManyWhateverTheCrowd() {
        long within =
                Crowd.together(20, () -> permits.take("alice")).stream().filter(b -> b).count();

        assertEquals(2, within);
        assertEquals(20, permits.taken("alice"));
    }

    @Test
    void shouldRefuseACapThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new KeyedPermits(0, TALLY));
    }

    @Test
    void shouldCountWhatOtherReplicasGave() {
        ReplicatedCounters one = replica(false);
        ReplicatedCounters two = replica(false);
        KeyedPermits here = new KeyedPermits(2, one.named("users"));
        KeyedPermits there = new KeyedPermits(2, two.named("users"));
        assertTrue(here.take("alice"));
        one.sendChanges();
        assertTrue(there.take("alice"));
        assertFalse(there.take("alice"));
        there.release("alice");

        here.release("alice");
        one.sendChanges();

        assertTrue(there.take("alice"));
    }
}
