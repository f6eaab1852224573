package io.handoff.bus;

import io.handoff.store.Event;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A bus over a server: tells this node's listeners at once, and the other replicas' over a {@link
 * Wire}. One thread connects, sends and connects again; another gives up wires that went silent.
 * Both end with {@link #close}.
 */
public final class WireBus implements Bus {

    private static final Logger LOG = Logger.getLogger(WireBus.class);
    private static final long FAREWELL_MILLIS = 2000;

    private final String name;
    private final Wire.Dial dial;
    private final int maxBytes;
    private final Rhythm rhythm;
    private final String self = UUID.randomUUID().toString();
    private final Listeners listeners = new Listeners();
    private final Outgoing outgoing;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread carrier;
    private final Thread watcher;
    private volatile Session session;
    private boolean awayIsTold;

    private WireBus(String name, Wire.Dial dial, int queue, int maxBytes, Rhythm rhythm) {
        this.name = name;
        this.dial = dial;
        this.maxBytes = maxBytes;
        this.rhythm = rhythm;
        outgoing = new Outgoing(queue);
        carrier = daemon(this::carry, "handoff-bus");
        watcher = daemon(this::watch, "handoff-bus-watch");
    }

    /**
     * Returns at once; it connects when the server is there.
     *
     * @param name for the log
     * @param queue how many events may wait to be sent
     * @param maxBytes of a message; what is larger becomes a hint
     */
    public static WireBus open(
            String name, Wire.Dial dial, int queue, int maxBytes, Rhythm rhythm) {
        WireBus bus = new WireBus(name, dial, queue, maxBytes, rhythm);
        bus.carrier.start();
        bus.watcher.start();
        return bus;
    }

    @Override
    public void publish(Event event) {
        if (isClosed()) {
            return;
        }
        listeners.tell(event);
        if (event.ephemeral() && session == null) {
            // It is of interest only now: not worth keeping until the server comes back.
            outgoing.lost(event);
        } else {
            outgoing.offer(event);
        }
    }

    @Override
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    @Override
    public void onRecovery(Runnable listener) {
        listeners.addRecovery(listener);
    }

    @Override
    public Pulse pulse() {
        Session now = session;
        return now == null ? new Pulse(false, 0) : now.pulse();
    }

    @Override
    public long dropped() {
        return listeners.dropped() + outgoing.dropped();
    }

    /** Sends what waits, if that does not take long. */
    @Override
    public void close() {
        closed.countDown();
        listeners.silence();
        outgoing.wake();
        try {
            carrier.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        carrier.interrupt();
        hangUp(session);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void carry() {
        try {
            while (!isClosed()) {
                carryWhileItLasts();
                long mean = rhythm.redial().toMillis();
                long pause = ThreadLocalRandom.current().nextLong(mean / 2, mean * 3 / 2 + 1);
                closed.await(pause, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debugf("The bus (%s) was still busy at its end", name);
        }
    }

    private void carryWhileItLasts() throws InterruptedException {
        Session mine = new Session(self, maxBytes, outgoing, listeners, rhythm);
        try {
            mine.open(dial);
            session = mine;
            connected();
            while (mine.over() == null && !(isClosed() && outgoing.isEmpty())) {
                mine.sendSome();
            }
            away(mine.over());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.debugf(e, "The bus (%s)", name);
            away(mine.over() == null ? reason(e) : mine.over());
        } finally {
            session = null;
            hangUp(mine);
        }
    }

    private void connected() {
        LOG.infof("The bus (%s) is connected", name);
        awayIsTold = false;
        listeners.recovered();
    }

    private void away(String reason) {
        if (!awayIsTold && !isClosed()) {
            awayIsTold = true;
            LOG.warnf(
                    "The bus (%s) is away, and news from other replicas is late until it is back:"
                            + " %s",
                    name, reason);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private void watch() {
        long often = Math.max(1, rhythm.beat().toMillis() / 5);
        try {
            while (!closed.await(often, TimeUnit.MILLISECONDS)) {
                Session now = session;
                if (now != null) {
                    now.hangUpIfSilent();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hangUp(Session last) {
        if (last != null) {
            last.hangUp("the process ends");
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
