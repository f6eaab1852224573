package io.handoff.bus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One connection in use: sends the queue, delivers what arrives, watches the heartbeat. */
final class BusLink {

    private static final Logger LOG = Logger.getLogger(BusLink.class);

    private final String self;
    private final int maxBytes;
    private final OutgoingQueue outgoingQueue;
    private final Listeners listeners;
    private final HeartbeatMonitor heartbeatMonitor;
    private volatile BusConnection busConnection;
    private volatile String endReason;

    BusLink(
            String self,
            int maxBytes,
            OutgoingQueue outgoingQueue,
            Listeners listeners,
            BusTimings busTimings) {
        this.self = self;
        this.maxBytes = maxBytes;
        this.outgoingQueue = outgoingQueue;
        this.listeners = listeners;
        this.heartbeatMonitor = new HeartbeatMonitor(busTimings);
    }

    void open(BusConnector busConnector) throws Exception {
        busConnection = busConnector.connect(this::receive, () -> end("the connection was lost"));
        heartbeatMonitor.start();
    }

    BusStatus busStatus() {
        BusStatus status = heartbeatMonitor.busStatus();
        return endReason == null ? status : new BusStatus(false, status.lagSeconds());
    }

    /** Why this link ended; null while it is in use. */
    String endReason() {
        return endReason;
    }

    /** Ends the link; the thread that sends then closes the connection. Idempotent. */
    void end(String reason) {
        if (endReason == null) {
            endReason = reason;
        }
        outgoingQueue.wake();
    }

    /** Ends the link and closes the connection, also under a {@link #sendSome} that waits. */
    void close(String reason) {
        end(reason);
        BusConnection last = busConnection;
        if (last != null) {
            last.close();
        }
    }

    void closeIfTimedOut() {
        if (heartbeatMonitor.timedOut()) {
            close("no heartbeat came back in time");
        }
    }

    /** Sends waiting messages; waits for some until the next heartbeat is due or it is woken. */
    void sendSome() throws Exception {
        if (heartbeatMonitor.untilDue() <= 0) {
            sendHeartbeat();
        }
        List<BusMessage> messages = outgoingQueue.take(heartbeatMonitor.untilDue());
        List<String> texts = new ArrayList<>(messages.size());
        for (BusMessage message : messages) {
            Optional<String> text = new Envelope(self, message).text(maxBytes);
            text.ifPresentOrElse(texts::add, () -> outgoingQueue.drop(message));
        }
        try {
            if (!texts.isEmpty()) {
                busConnection.send(texts);
            }
        } catch (Exception e) {
            // Some may have arrived: sending them again would deliver them twice.
            messages.forEach(outgoingQueue::drop);
            throw e;
        }
    }

    private void sendHeartbeat() throws Exception {
        Heartbeat heartbeat = heartbeatMonitor.next(outgoingQueue.takeStoredLost());
        try {
            busConnection.send(List.of(EnvelopeWriter.write(self, heartbeat)));
        } catch (Exception e) {
            if (heartbeat.messagesLost()) {
                outgoingQueue.restoreStoredLost();
            }
            throw e;
        }
    }

    /** Ignores what still arrives after the end. */
    private void receive(String text) {
        if (endReason != null) {
            return;
        }
        try {
            receive(Envelope.parse(text));
        } catch (IOException e) {
            LOG.debugf("Ignored a text on the bus that is not a message of ours: %s", e);
        }
    }

    private void receive(Envelope envelope) {
        boolean own = envelope.origin().equals(self);
        if (envelope.payload() instanceof Heartbeat heartbeat) {
            if (own) {
                heartbeatMonitor.received(heartbeat);
            } else if (heartbeat.messagesLost()) {
                listeners.recover();
            }
        } else if (!own && envelope.payload() instanceof BusMessage message) {
            listeners.deliver(message);
        }
    }
}
