package io.handoff.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.SettableClock;
import io.handoff.bus.Bus;
import io.handoff.bus.BusStatus;
import io.handoff.bus.LocalBus;
import io.handoff.event.Event;
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
        return new ReplicatedCounters(
                bus, new ObjectMapper(), clock, Duration.ofSeconds(15), false);
    }

    @Test
    void shouldAddUpWhatTheOthersHave() {
        one.named("users").set("alice", 2);
        two.named("users").set("alice", 3);
        one.tellChanges();
        two.tellChanges();

        assertEquals(5, three.named("users").others("alice"));
        assertEquals(3, one.named("users").others("alice"));
        assertEquals(0, three.named("users").others("bob"));
        assertEquals(3, three.replicas());
    }

    @Test
    void shouldFollowChanges() {
        one.named("users").set("alice", 2);
        one.tellChanges();
        one.named("users").set("alice", 0);
        one.tellChanges();

        assertEquals(0, two.named("users").others("alice"));
        assertEquals(Map.of(), two.named("users").othersWith(""));
    }

    @Test
    void shouldKeepTalliesApart() {
        one.named("users").set("alice", 2);
        one.tellChanges();

        assertEquals(0, two.named("rooms").others("alice"));
    }

    @Test
    void shouldMendWhatTheBusLost() {
        for (int i = 0; i < 120; i++) {
            one.named("users").set("u" + i, 1);
        }
        one.tellAll();
        bus.losing = true;
        one.named("users").set("u0", 0);
        one.named("users").set("u1", 7);
        one.tellChanges();
        bus.losing = false;
        assertEquals(1, two.named("users").others("u0"));

        one.tellAll();

        assertEquals(0, two.named("users").others("u0"));
        assertEquals(7, two.named("users").others("u1"));
        assertEquals(119, two.named("users").othersWith("u").size());
    }

    @Test
    void shouldForgetAReplicaThatIsSilent() {
        one.named("users").set("alice", 2);
        one.tellAll();
        two.tellAll();
        clock.forward(Duration.ofSeconds(15));
        two.named("users").set("bob", 1);
        two.tellAll();
        clock.forward(Duration.ofMillis(1));

        three.tellAll();

        assertEquals(0, three.named("users").others("alice"));
        assertEquals(1, three.named("users").others("bob"));
    }

    @Test
    void shouldForgetAReplicaThatLeaves() {
        one.named("users").set("alice", 2);
        one.tellChanges();

        one.leave();

        assertEquals(0, two.named("users").others("alice"));
        assertEquals(1, two.replicas());
    }

    @Test
    void shouldSurviveNonsense() {
        bus.publish(new Event("cluster", 0, "id", "somebody", 1, "{nonsense"));
        bus.publish(new Event("cluster", 0, "id", "somebody", 1, "{\"counts\":{\"a\":\"x\"}}"));

        one.named("users").set("alice", 2);
        one.tellChanges();

        assertEquals(2, two.named("users").others("alice"));
    }

    private static final class LossyBus implements Bus {
        private final LocalBus bus = new LocalBus();
        private boolean losing;

        @Override
        public void publish(Event event) {
            if (!losing) {
                bus.publish(event);
            }
        }

        @Override
        public void listen(Consumer<Event> listener) {
            bus.listen(listener);
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
