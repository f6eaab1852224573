package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.bus.BusMessage.Published;
import io.handoff.bus.BusMessage.WorkAvailable;
import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The suite that every {@link Bus} passes. */
public abstract class BusContract {

    private final BlockingQueue<Event> received = new LinkedBlockingQueue<>();
    private Bus bus;

    protected abstract Bus open();

    @BeforeEach
    final void start() {
        bus = open();
    }

    @AfterEach
    final void stop() {
        bus.close();
    }

    @Test
    void shouldCarryAWholeEvent() {
        bus.listen(Published.class, message -> received.add(message.event()));
        Event stored =
                new Event(
                        "room:a",
                        7,
                        "id",
                        "message",
                        5,
                        "alice",
                        new Conditions("key", 9),
                        "{\"text\":\"hé\"}");
        Event ephemeral = new Event("room:a", 0, "id2", "typing", 6, "{}");

        bus.publish(stored);
        bus.publish(ephemeral);

        assertEquals(stored, next());
        assertEquals(ephemeral, next());
    }

    @Test
    void shouldDeliverToEveryListener() {
        BlockingQueue<Event> other = new LinkedBlockingQueue<>();
        bus.listen(Published.class, message -> received.add(message.event()));
        bus.listen(Published.class, message -> other.add(message.event()));

        bus.publish(event("room:a", 1));

        assertEquals(event("room:a", 1), next());
        assertEquals(event("room:a", 1), next(other));
    }

    @Test
    void shouldDeliverOnlyTheTypeAListenerAskedFor() {
        BlockingQueue<WorkAvailable> work = new LinkedBlockingQueue<>();
        BlockingQueue<BusMessage> all = new LinkedBlockingQueue<>();
        bus.listen(WorkAvailable.class, work::add);
        bus.listen(BusMessage.class, all::add);

        bus.publish(event("room:a", 1));
        bus.send(new WorkAvailable("node"));

        assertEquals(new Published(event("room:a", 1)), next(all));
        assertEquals(new WorkAvailable("node"), next(all));
        assertEquals(List.of(new WorkAvailable("node")), List.copyOf(work));
    }

    @Test
    void shouldKeepEachPublishersOrder() {
        bus.listen(Published.class, message -> received.add(message.event()));
        AtomicInteger publishers = new AtomicInteger();

        Crowd.together(
                4,
                () -> {
                    String channel = "room:" + publishers.incrementAndGet();
                    for (int i = 1; i <= 100; i++) {
                        bus.publish(event(channel, i));
                    }
                    return null;
                });

        Map<String, List<Long>> seqs = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            Event event = next();
            seqs.computeIfAbsent(event.channel(), c -> new ArrayList<>()).add(event.seq());
        }
        assertEquals(4, seqs.size());
        seqs.values().forEach(found -> assertEquals(found.stream().sorted().toList(), found));
    }

    @Test
    void shouldSurviveAListenerThatThrows() {
        bus.listen(
                Published.class,
                message -> {
                    throw new IllegalStateException("on purpose");
                });
        bus.listen(Published.class, message -> received.add(message.event()));

        bus.publish(event("room:a", 1));

        assertEquals(event("room:a", 1), next());
        assertTrue(bus.dropped() >= 1);
    }

    @Test
    void shouldDeliverNothingAfterItsClose() {
        BlockingQueue<Event> others = new LinkedBlockingQueue<>();
        bus.listen(Published.class, message -> received.add(message.event()));
        try (Bus other = open()) {
            other.listen(Published.class, message -> others.add(message.event()));
            bus.close();

            bus.publish(event("room:a", 1));
            other.publish(event("room:a", 2));

            // What a closed bus still delivered would have come before.
            assertEquals(event("room:a", 2), next(others));
        }
        assertEquals(List.of(), List.copyOf(received));
    }

    private static Event event(String channel, long seq) {
        return new Event(channel, seq, channel + '.' + seq, "message", 1, "{}");
    }

    private Event next() {
        return next(received);
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
