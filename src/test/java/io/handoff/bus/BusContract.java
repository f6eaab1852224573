package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
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

    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
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
    void shouldCarryAnEventWhole() {
        bus.listen(heard::add);
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
    void shouldTellEveryListener() {
        BlockingQueue<Event> other = new LinkedBlockingQueue<>();
        bus.listen(heard::add);
        bus.listen(other::add);

        bus.publish(event("room:a", 1));

        assertEquals(event("room:a", 1), next());
        assertEquals(event("room:a", 1), next(other));
    }

    @Test
    void shouldKeepEachPublishersOrder() {
        bus.listen(heard::add);
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
                event -> {
                    throw new IllegalStateException("a test wants it");
                });
        bus.listen(heard::add);

        bus.publish(event("room:a", 1));

        assertEquals(event("room:a", 1), next());
        assertTrue(bus.dropped() >= 1);
    }

    @Test
    void shouldBeSilentAfterItsEnd() {
        bus.listen(heard::add);
        bus.close();

        bus.publish(event("room:a", 1));

        assertNull(heard.poll());
    }

    private static Event event(String channel, long seq) {
        return new Event(channel, seq, channel + '.' + seq, "message", 1, "{}");
    }

    private Event next() {
        return next(heard);
    }

    private static Event next(BlockingQueue<Event> from) {
        try {
            Event event = from.poll(20, TimeUnit.SECONDS);
            assertTrue(event != null, "nothing was heard");
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
