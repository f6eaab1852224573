package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteBusTest extends BusContract {

    private static final int QUEUE = 5;

    private final Hub hub = new Hub();
    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private final Semaphore gaps = new Semaphore(0);
    private final Bus other = RemoteBus.open("other", hub, 1000, 1000, TwoReplicasContract.QUICK);
    private Bus bus;

    @Override
    protected Bus open() {
        bus = RemoteBus.open("memory", hub, 1000, 1000, TwoReplicasContract.QUICK);
        return bus;
    }

    @AfterEach
    void closeOther() {
        other.close();
    }

    @Test
    void shouldConnectWhenTheServerComes() throws Exception {
        hub.leave();
        try (Bus early = RemoteBus.open("early", hub, QUEUE, 1000, TwoReplicasContract.QUICK)) {
            assertTrue(hub.refused.tryAcquire(3, 20, TimeUnit.SECONDS));
            assertFalse(early.status().connected());

            hub.come();

            Eventually.equal(true, () -> early.status().connected());
        }
    }

    @Test
    void shouldTellWhatWaitedForTheServer() throws Exception {
        away();
        bus.publish(event(1));
        bus.publish(event(2));

        hub.come();

        assertEquals(List.of(event(1), event(2)), List.of(next(), next()));
        assertEquals(0, bus.dropped());
    }

    @Test
    void shouldNotKeepForLaterWhatIsOfInterestOnlyNow() throws Exception {
        away();
        bus.publish(event(0));
        bus.publish(event(1));

        hub.come();

        assertEquals(event(1), next());
        assertEquals(1, bus.dropped());
    }

    @Test
    void shouldDropWhatIsTooMuchAndLetTheOthersKnow() throws Exception {
        hub.leave();
        try (Bus small = RemoteBus.open("small", hub, QUEUE, 1000, TwoReplicasContract.QUICK)) {
            assertTrue(hub.refused.tryAcquire(3, 20, TimeUnit.SECONDS));
            for (int seq = 1; seq <= QUEUE + 3; seq++) {
                small.publish(event(seq));
            }
            assertEquals(3, small.dropped());
            hub.tap(text -> gaps.release(text.contains("\"gap\"") ? 1 : 0));

            hub.come();

            assertTrue(gaps.tryAcquire(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldRecoverWhenAnotherReplicaLostSomething() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
        bus.onRecovery(gaps::release);
        Event gap = new Event("", 0, "", "gap", 0, "1");

        hub.say(new Envelope("somebody", gap).text(1000).orElseThrow());

        assertTrue(gaps.tryAcquire(20, TimeUnit.SECONDS));
    }

    @Test
    void shouldSayWhenItIsAway() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());

        hub.leave();

        Eventually.equal(false, () -> bus.status().connected());
    }

    @Test
    void shouldHangUpOnAServerThatTakesNothing() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
        bus.onRecovery(gaps::release);

        hub.hang();

        assertTrue(gaps.tryAcquire(20, TimeUnit.SECONDS));
        Eventually.equal(true, () -> bus.status().connected());
    }

    @Test
    void shouldEndAlsoWhereTheServerTakesNothing() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
        hub.hang();
        bus.publish(event(1));

        bus.close();

        assertFalse(bus.status().connected());
    }

    @Test
    void shouldSendWhatWaitsBeforeItEnds() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
        Eventually.equal(true, () -> other.status().connected());
        other.listen(heard::add);
        bus.publish(event(1));

        bus.close();

        assertEquals(event(1), next());
    }

    /** Both know that the server is not there. */
    private void away() throws Exception {
        hub.tap(this::hear);
        hub.leave();
        Eventually.equal(false, () -> bus.status().connected());
        assertTrue(hub.refused.tryAcquire(6, 20, TimeUnit.SECONDS));
    }

    private void hear(String text) {
        try {
            Event event = Envelope.parse(text).event();
            if (!event.channel().isEmpty()) {
                heard.add(event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event event(long seq) {
        return new Event("room:a", seq, "id" + seq, "message", 1, "{}");
    }

    private Event next() throws InterruptedException {
        Event event = heard.poll(20, TimeUnit.SECONDS);
        assertTrue(event != null, "nothing was heard");
        return event;
    }
}
