package io.handoff.bus;

import io.handoff.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One wire's time: what goes over it, what comes, and whether it is alive. */
final class BusLink {

    private static final Logger LOG = Logger.getLogger(BusLink.class);

    /** The channel of heartbeats; no client's can have that name. */
    private static final String HEARTBEATS = "";

    private static final String BEAT = "beat";

    /** A beat that says: some of what I had to tell you is lost. */
    private static final String GAP = "gap";

    private final String self;
    private final int maxBytes;
    private final OutgoingQueue outgoingQueue;
    private final Listeners listeners;
    private final Heartbeat heartbeat;
    private volatile BusConnection busConnection;
    private volatile String over;

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
        this.heartbeat = new Heartbeat(busTimings);
    }

    void open(BusConnection.Connector dial) throws Exception {
        busConnection = dial.open(this::hear, () -> end("the connection ended"));
        heartbeat.begin();
    }

    BusStatus busStatus() {
        return over == null
                ? heartbeat.busStatus()
                : new BusStatus(false, heartbeat.busStatus().lagSeconds());
    }

    /** Why it ended; null while it goes on. */
    String over() {
        return over;
    }

    /** From any thread, more than once; who carries hangs up then. */
    void end(String reason) {
        if (over == null) {
            over = reason;
        }
        outgoingQueue.wake();
    }

    /** Also ends a {@link #sendSome} that waits for the server. */
    void hangUp(String reason) {
        end(reason);
        BusConnection last = busConnection;
        if (last != null) {
            last.close();
        }
    }

    void hangUpIfSilent() {
        if (heartbeat.silent()) {
            hangUp("it carried nothing for too long");
        }
    }

    /** Sends what waits; waits for it until the next heartbeat is due, or somebody wakes it. */
    void sendSome() throws Exception {
        if (heartbeat.untilDue() <= 0) {
            sendBeat();
        }
        List<Event> events = outgoingQueue.take(heartbeat.untilDue());
        List<String> texts = new ArrayList<>(events.size());
        for (Event event : events) {
            Optional<String> text = new Envelope(self, event).text(maxBytes);
            text.ifPresentOrElse(texts::add, () -> outgoingQueue.lost(event));
        }
        try {
            if (!texts.isEmpty()) {
                busConnection.send(texts);
            }
        } catch (Exception e) {
            // Some may have got through: sent again they would be heard twice.
            events.forEach(outgoingQueue::lost);
            throw e;
        }
    }

    private void sendBeat() throws Exception {
        boolean gap = outgoingQueue.takeGap();
        Event beat = new Event(HEARTBEATS, 0, "", gap ? GAP : BEAT, 0, heartbeat.beat());
        try {
            busConnection.send(
                    List.of(new Envelope(self, beat).text(Integer.MAX_VALUE).orElseThrow()));
        } catch (Exception e) {
            if (gap) {
                outgoingQueue.gap();
            }
            throw e;
        }
    }

    /** Takes what comes; what comes after the end belongs to nobody. */
    private void hear(String text) {
        if (over != null) {
            return;
        }
        try {
            hear(Envelope.parse(text));
        } catch (IOException | NumberFormatException e) {
            LOG.debugf("The bus carried something that is not ours: %s", e);
        }
    }

    private void hear(Envelope envelope) {
        Event event = envelope.event();
        boolean own = envelope.origin().equals(self);
        if (!event.channel().equals(HEARTBEATS)) {
            if (!own) {
                listeners.tell(event);
            }
        } else if (own) {
            heartbeat.heard(event.data());
        } else if (event.type().equals(GAP)) {
            listeners.recovered();
        }
    }
}
