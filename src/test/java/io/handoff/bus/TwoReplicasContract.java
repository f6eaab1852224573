package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.bus.BusMessage.Counts;
import io.handoff.bus.BusMessage.Hint;
import io.handoff.bus.BusMessage.NodeLeft;
import io.handoff.bus.BusMessage.Published;
import io.handoff.bus.BusMessage.WorkAvailable;
import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The suite for two replicas whose bus uses a server. */
public abstract class TwoReplicasContract {

    /** Short, so that tests are quick, and long enough for a busy machine. */
    public static final BusTimings QUICK =
            new BusTimings(Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofMillis(100));

    /** The size limit of a message, on every bus. */
    public static final int MAX_BYTES = 7000;

    private final BlockingQueue<Event> receivedHere = new LinkedBlockingQueue<>();
    private final BlockingQueue<Event> receivedThere = new LinkedBlockingQueue<>();
    private final BlockingQueue<Hint> hints = new LinkedBlockingQueue<>();
    private final BlockingQueue<BusMessage> all = new LinkedBlockingQueue<>();
    private final Semaphore recoveries = new Semaphore(0);
    private Bus here;
    private Bus there;

    /** With {@link #QUICK} and {@link #MAX_BYTES}. */
    protected abstract Bus open();

    /** Breaks all connections of replicas, and lets them reconnect. */
    protected abstract void cut() throws Exception;

    /** Publishes a text from outside the replicas. */
    protected abstract void sendRaw(String text) throws Exception;

    @BeforeEach
    final void start() throws Exception {
        here = open();
        there = open();
        here.listen(Published.class, message -> receivedHere.add(message.event()));
        there.listen(Published.class, message -> receivedThere.add(message.event()));
        there.listen(Hint.class, hints::add);
        there.listen(BusMessage.class, all::add);
        connected(here);
        connected(there);
    }

    @AfterEach
    final void stop() {
        here.close();
        there.close();
    }

    @Test
    void shouldReceiveEachOthersMessagesInOrder() {
        for (int seq = 1; seq <= 1000; seq++) {
            here.publish(event(seq));
        }
        there.publish(
                new Event("room:b", 1, "id", "typing", 1, "bob", Conditions.NONE, "{\"t\":\"é\"}"));

        assertEquals(
                LongStream.rangeClosed(1, 1000).boxed().toList(),
                seqs(receivedThere, "room:a", 1000));
        assertEquals(List.of(1L), seqs(receivedHere, "room:b", 1));
    }

    @Test
    void shouldNotReceiveItsOwnMessagesTwice() {
        here.publish(event(1));
        here.publish(event(2));
        // A reply of the other replica arrives after our own messages have come back.
        assertEquals(List.of(1L, 2L), seqs(receivedThere, "room:a", 2));
        there.publish(event(3));

        assertEquals(List.of(1L, 2L, 3L), seqs(receivedHere, "room:a", 3));
        assertTrue(receivedHere.isEmpty());
    }

    @Test
    void shouldCarryEveryTypeOfMessage() {
        List<BusMessage> messages =
                List.of(
                        new Published(event(1)),
                        new Hint("room:a", 2),
                        new WorkAvailable("node"),
                        new Counts("node", "users", Map.of("al\0ice", 3), true, false),
                        new NodeLeft("node"));
        assertEquals(
                Set.of(BusMessage.class.getPermittedSubclasses()),
                messages.stream().map(Object::getClass).collect(Collectors.toSet()));

        messages.forEach(here::send);

        messages.forEach(message -> assertEquals(message, next(all)));
    }

    @Test
    void shouldDeliverNothingAfterItsClose() throws Exception {
        BlockingQueue<Event> witnessed = new LinkedBlockingQueue<>();
        try (Bus witness = open()) {
            witness.listen(Published.class, message -> witnessed.add(message.event()));
            connected(witness);
            here.close();

            here.publish(event(1));
            there.publish(event(2));

            // It has been to the server and back by then.
            assertEquals(event(2), next(witnessed));
        }
        assertEquals(List.of(event(2)), List.copyOf(receivedThere));
        assertEquals(List.of(), List.copyOf(receivedHere));
    }

    @Test
    void shouldSendAHintForAnEventThatIsTooLarge() {
        Event large = large(7);

        here.publish(large);

        assertEquals(large, next(receivedHere));
        assertEquals(new Hint("room:a", 7), next(hints));
        assertTrue(receivedThere.isEmpty());
    }

    @Test
    void shouldDropAnEphemeralEventThatIsTooLarge() {
        here.publish(large(0));
        here.publish(event(1));

        assertEquals(1, next(receivedThere).seq());
        assertEquals(1, here.dropped());
    }

    @Test
    void shouldIgnoreTextsThatAreNotMessages() throws Exception {
        sendRaw("hello");
        sendRaw("[\"handoff/2\",\"me\",\"heartbeat\",\"never\",true]");
        sendRaw("[\"handoff/1\",\"me\",null,\"x\"]");
        sendRaw("[\"handoff/99\",{\"a\":\"b\"}]\n{}");
        here.publish(event(1));

        assertEquals(event(1), next(receivedThere));
        assertTrue(there.status().connected());
    }

    @Test
    void shouldMeasureTheLag() {
        double lag = here.status().lagSeconds();

        assertTrue(lag > 0 && lag < 20, "lag " + lag);
    }

    @Test
    void shouldReconnectAndRunTheRecoveryListeners() throws Exception {
        here.onRecovery(recoveries::release);
        there.onRecovery(recoveries::release);

        cut();

        assertTrue(recoveries.tryAcquire(2, 60, TimeUnit.SECONDS), "no recovery");
        connected(here);
        connected(there);
        here.publish(event(1));
        there.publish(event(2));
        assertTrue(seqs(receivedThere, "room:a", 2).containsAll(List.of(1L, 2L)));
        assertTrue(seqs(receivedHere, "room:a", 2).containsAll(List.of(1L, 2L)));
    }

    private static void connected(Bus bus) throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
    }

    private static Event event(long seq) {
        return new Event("room:a", seq, "id" + seq, "message", 1, "{}");
    }

    private static Event large(long seq) {
        return new Event("room:a", seq, "id", "message", 1, '"' + "é".repeat(MAX_BYTES / 2) + '"');
    }

    private static List<Long> seqs(BlockingQueue<Event> from, String channel, int count) {
        List<Long> seqs = new ArrayList<>();
        while (seqs.size() < count) {
            Event event = next(from);
            if (event.channel().equals(channel)) {
                seqs.add(event.seq());
            }
        }
        return seqs;
    }

    private static <T> T next(BlockingQueue<T> from) {
        try {
            T next = from.poll(20, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing arrived");
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
