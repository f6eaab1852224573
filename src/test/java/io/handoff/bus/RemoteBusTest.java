package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.bus.BusMessage.Published;
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

    private final InMemoryServer server = new InMemoryServer();
    private final BlockingQueue<Event> received = new LinkedBlockingQueue<>();
    private final Semaphore recoveries = new Semaphore(0);
    private final Bus other =
            RemoteBus.open("other", server, 1000, 1000, TwoReplicasContract.QUICK);
    private Bus bus;

    @Override
    protected Bus open() {
        bus = RemoteBus.open("memory", server, 1000, 1000, TwoReplicasContract.QUICK);
        return bus;
    }

    @AfterEach
    void closeOther() {
        other.close();
    }

    @Test
    void shouldConnectWhenTheServerStarts() throws Exception {
        server.stop();
        try (Bus early = RemoteBus.open("early", server, QUEUE, 1000, TwoReplicasContract.QUICK)) {
            assertTrue(server.refused.tryAcquire(3, 20, TimeUnit.SECONDS));
            assertFalse(early.status().connected());

            server.start();

            Eventually.equal(true, () -> early.status().connected());
        }
    }

    @Test
    void shouldSendWaitingEventsWhenTheServerIsBack() throws Exception {
        stopServer();
        bus.publish(event(1));
        bus.publish(event(2));

        server.start();

        assertEquals(List.of(event(1), event(2)), List.of(next(), next()));
        assertEquals(0, bus.dropped());
    }

    @Test
    void shouldNotKeepEphemeralEventsForLater() throws Exception {
        stopServer();
        bus.publish(event(0));
        bus.publish(event(1));

        server.start();

        assertEquals(event(1), next());
        assertEquals(1, bus.dropped());
    }

    @Test
    void shouldDropWhatExceedsTheQueueAndInformTheOthers() throws Exception {
        server.stop();
        try (Bus small = RemoteBus.open("small", server, QUEUE, 1000, TwoReplicasContract.QUICK)) {
            assertTrue(server.refused.tryAcquire(3, 20, TimeUnit.SECONDS));
            for (int seq = 1; seq <= QUEUE + 3; seq++) {
                small.publish(event(seq));
            }
            assertEquals(3, small.dropped());
            server.observe(
                    text ->
                            recoveries.release(
                                    parse(text) instanceof Heartbeat beat && beat.messagesLost()
                                            ? 1
                                            : 0));

            server.start();

            assertTrue(recoveries.tryAcquire(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldRecoverWhenAnotherReplicaLostMessages() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
        bus.onRecovery(recoveries::release);

        server.broadcast(EnvelopeWriter.write("another", new Heartbeat(1, true)));

        assertTrue(recoveries.tryAcquire(20, TimeUnit.SECONDS));
    }

    @Test
    void shouldReportADisconnect() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());

        server.stop();

        Eventually.equal(false, () -> bus.status().connected());
    }

    @Test
    void shouldReconnectWhenTheServerHangs() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
        bus.onRecovery(recoveries::release);

        server.hang();

        assertTrue(recoveries.tryAcquire(20, TimeUnit.SECONDS));
        Eventually.equal(true, () -> bus.status().connected());
    }

    @Test
    void shouldCloseWhileTheServerHangs() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
        server.hang();
        bus.publish(event(1));

        bus.close();

        assertFalse(bus.status().connected());
    }

    @Test
    void shouldSendWaitingEventsBeforeItCloses() throws Exception {
        Eventually.equal(true, () -> bus.status().connected());
        Eventually.equal(true, () -> other.status().connected());
        other.listen(Published.class, message -> received.add(message.event()));
        bus.publish(event(1));

        bus.close();

        assertEquals(event(1), next());
    }

    /** Stops the server, and waits until both buses notice. */
    private void stopServer() throws Exception {
        server.observe(this::receive);
        server.stop();
        Eventually.equal(false, () -> bus.status().connected());
        assertTrue(server.refused.tryAcquire(6, 20, TimeUnit.SECONDS));
    }

    private void receive(String text) {
        if (parse(text) instanceof Published published) {
            received.add(published.event());
        }
    }

    private static BusPayload parse(String text) {
        try {
            return Envelope.parse(text).payload();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event event(long seq) {
        return new Event("room:a", seq, "id" + seq, "message", 1, "{}");
    }

    private Event next() throws InterruptedException {
        Event event = received.poll(20, TimeUnit.SECONDS);
        assertTrue(event != null, "nothing arrived");
        return event;
    }
}
