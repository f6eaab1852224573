package io.handoff.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.SettableClock;
import io.handoff.bus.Bus;
import io.handoff.bus.BusMessage;
import io.handoff.bus.BusMessage.Counts;
import io.handoff.bus.BusStatus;
import io.handoff.bus.LocalBus;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Three replicas on one bus. */
class ReplicatedCountersTest {

    private final SettableClock clock = new SettableClock();
    private final LossyBus bus = new LossyBus();
    private final ReplicatedCounters one = replica();
    private final ReplicatedCounters two = replica();
    private final ReplicatedCounters three = replica();

    private ReplicatedCounters replica() {
        return new ReplicatedCounters(bus, clock, Duration.ofSeconds(15), false);
    }

    @Test
    void shouldAddUpWhatTheOthersHave() {
        one.named("users").set("alice", 2);
        two.named("users").set("alice", 3);
        one.sendChanges();
        two.sendChanges();

        assertEquals(5, three.named("users").others("alice"));
        assertEquals(3, one.named("users").others("alice"));
        assertEquals(0, three.named("users").others("bob"));
        assertEquals(3, three.replicas());
    }

    @Test
    void shouldFollowChanges() {
        one.named("users").set("alice", 2);
        one.sendChanges();
        one.named("users").set("alice", 0);
        one.sendChanges();

        assertEquals(0, two.named("users").others("alice"));
        assertEquals(Map.of(), two.named("users").othersByPrefix(""));
    }

    @Test
    void shouldKeepCountersApart() {
        one.named("users").set("alice", 2);
        one.sendChanges();

        assertEquals(0, two.named("rooms").others("alice"));
    }

    @Test
    void shouldRepairWhatTheBusLost() {
        for (int i = 0; i < 120; i++) {
            one.named("users").set("u" + i, 1);
        }
        one.sendAll();
        bus.losing = true;
        one.named("users").set("u0", 0);
        one.named("users").set("u1", 7);
        one.sendChanges();
        bus.losing = false;
        assertEquals(1, two.named("users").others("u0"));

        one.sendAll();

        assertEquals(0, two.named("users").others("u0"));
        assertEquals(7, two.named("users").others("u1"));
        assertEquals(119, two.named("users").othersByPrefix("u").size());
    }

    @Test
    void shouldForgetAReplicaThatIsSilent() {
        one.named("users").set("alice", 2);
        one.sendAll();
        two.sendAll();
        clock.forward(Duration.ofSeconds(15));
        two.named("users").set("bob", 1);
        two.sendAll();
        clock.forward(Duration.ofMillis(1));

        three.sendAll();

        assertEquals(0, three.named("users").others("alice"));
        assertEquals(1, three.named("users").others("bob"));
    }

    @Test
    void shouldForgetAReplicaThatLeaves() {
        one.named("users").set("alice", 2);
        one.sendChanges();

        one.leave();

        assertEquals(0, two.named("users").others("alice"));
        assertEquals(1, two.replicas());
    }

    @Test
    void shouldForgetKeysThatAFullReportDoesNotName() {
        bus.send(new Counts("node", "users", Map.of("alice", 1, "bob", 2), false, false));
        assertEquals(2, one.named("users").others("bob"));

        bus.send(new Counts("node", "users", Map.of("alice", 1), true, true));

        assertEquals(1, one.named("users").others("alice"));
        assertEquals(0, one.named("users").others("bob"));
    }

    private static final class LossyBus implements Bus {
        private final LocalBus bus = new LocalBus();
        private boolean losing;

        @Override
        public void send(BusMessage message) {
            if (!losing) {
                bus.send(message);
            }
        }

        @Override
        public <M extends BusMessage> void listen(Class<M> type, Consumer<? super M> listener) {
            bus.listen(type, listener);
        }

        @Override
        public void onRecovery(Runnable listener) {
            bus.onRecovery(listener);
        }

        @Override
        public BusStatus status() {
            return bus.status();
        }

        @Override
        public long dropped() {
            return bus.dropped();
        }

        @Override
        public void close() {
            bus.close();
        }
    }
}
