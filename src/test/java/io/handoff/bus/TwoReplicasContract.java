package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds between two replicas whose bus goes over a server. */
public abstract class TwoReplicasContract {

    /** Impatient, so that tests are quick; and yet patient with a machine that has much to do. */
    public static final BusTimings QUICK =
            new BusTimings(Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofMillis(100));

    /** What is larger becomes a hint, whichever bus it is. */
    public static final int MOST_BYTES = 7000;

    private final BlockingQueue<Event> heardHere = new LinkedBlockingQueue<>();
    private final BlockingQueue<Event> heardThere = new LinkedBlockingQueue<>();
    private final Semaphore recoveries = new Semaphore(0);
    private Bus here;
    private Bus there;

    /** With {@link #QUICK} and {@link #MOST_BYTES}. */
    protected abstract Bus open();

    /** Ends all connections of replicas, by the server's end or otherwise; and lets them return. */
    protected abstract void cut() throws Exception;

    /** Publishes a text as somebody who is no replica. */
    protected abstract void sendRaw(String text) throws Exception;

    @BeforeEach
    final void start() throws Exception {
        here = open();
        there = open();
        here.listen(heardHere::add);
        there.listen(heardThere::add);
        connected(here);
        connected(there);
    }

    @AfterEach
    final void stop() {
        here.close();
        there.close();
    }

    @Test
    void shouldHearEachOtherInOrder() {
        for (int seq = 1; seq <= 1000; seq++) {
            here.publish(event(seq));
        }
        there.publish(
                new Event("room:b", 1, "id", "typing", 1, "bob", Conditions.NONE, "{\"t\":\"é\"}"));

        assertEquals(
                LongStream.rangeClosed(1, 1000).boxed().toList(), seqs(heardThere, "room:a", 1000));
        assertEquals(List.of(1L), seqs(heardHere, "room:b", 1));
    }

    @Test
    void shouldNotHearItsOwnTwice() {
        here.publish(event(1));
        here.publish(event(2));
        // What there says after it heard us comes after our own echo.
        assertEquals(List.of(1L, 2L), seqs(heardThere, "room:a", 2));
        there.publish(event(3));

        assertEquals(List.of(1L, 2L, 3L), seqs(heardHere, "room:a", 3));
        assertTrue(heardHere.isEmpty());
    }

    @Test
    void shouldTellAHintOfWhatIsTooLarge() {
        Event large = large(7);

        here.publish(large);

        assertEquals(large, next(heardHere));
        Event hint = next(heardThere);
        assertTrue(hint.hint());
        assertEquals("room:a", hint.channel());
        assertEquals(7, hint.seq());
    }

    @Test
    void shouldDropWhatIsTooLargeAndNotStored() {
        here.publish(large(0));
        here.publish(event(1));

        assertEquals(1, next(heardThere).seq());
        assertEquals(1, here.dropped());
    }

    @Test
    void shouldSurviveNonsenseOnTheWire() throws Exception {
        sendRaw("hello");
        sendRaw("[\"handoff/1\",\"me\",\"\",0,\"\",\"beat\",0,null,null,0]\nnever");
        sendRaw("[\"handoff/1\",\"me\",null,\"x\"]");
        sendRaw("[\"handoff/99\",{\"a\":\"b\"}]\n{}");
        here.publish(event(1));

        assertEquals(event(1), next(heardThere));
        assertTrue(there.status().connected());
    }

    @Test
    void shouldMeasureTheWire() {
        double lag = here.status().lagSeconds();

        assertTrue(lag > 0 && lag < 20, "lag " + lag);
    }

    @Test
    void shouldConnectAgainAndSayThatNewsMayBeMissing() throws Exception {
        here.onRecovery(recoveries::release);
        there.onRecovery(recoveries::release);

        cut();

        assertTrue(recoveries.tryAcquire(2, 60, TimeUnit.SECONDS), "nobody recovered");
        connected(here);
        connected(there);
        here.publish(event(1));
        there.publish(event(2));
        assertTrue(seqs(heardThere, "room:a", 2).containsAll(List.of(1L, 2L)));
        assertTrue(seqs(heardHere, "room:a", 2).containsAll(List.of(1L, 2L)));
    }

    private static void connected(Bus bus) throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
    }

    private static Event event(long seq) {
        return new Event("room:a", seq, "id" + seq, "message", 1, "{}");
    }

    private static Event large(long seq) {
        return new Event("room:a", seq, "id", "message", 1, '"' + "é".repeat(MOST_BYTES / 2) + '"');
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
