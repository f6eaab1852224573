package io.handoff.bus;

import io.handoff.event.Event;
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
public final class RemoteBus implements Bus {

    private static final Logger LOG = Logger.getLogger(RemoteBus.class);
    private static final long FAREWELL_MILLIS = 2000;

    private final String name;
    private final BusConnection.Connector dial;
    private final int maxBytes;
    private final BusTimings busTimings;
    private final String self = UUID.randomUUID().toString();
    private final Listeners listeners = new Listeners();
    private final OutgoingQueue outgoingQueue;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread carrier;
    private final Thread watcher;
    private volatile BusLink busLink;
    private boolean awayIsTold;

    private RemoteBus(
            String name,
            BusConnection.Connector dial,
            int queue,
            int maxBytes,
            BusTimings busTimings) {
        this.name = name;
        this.dial = dial;
        this.maxBytes = maxBytes;
        this.busTimings = busTimings;
        outgoingQueue = new OutgoingQueue(queue);
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
    public static RemoteBus open(
            String name,
            BusConnection.Connector dial,
            int queue,
            int maxBytes,
            BusTimings busTimings) {
        RemoteBus bus = new RemoteBus(name, dial, queue, maxBytes, busTimings);
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
        if (event.ephemeral() && busLink == null) {
            // It is of interest only now: not worth keeping until the server comes back.
            outgoingQueue.lost(event);
        } else {
            outgoingQueue.offer(event);
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
    public BusStatus status() {
        BusLink now = busLink;
        return now == null ? new BusStatus(false, 0) : now.busStatus();
    }

    @Override
    public long dropped() {
        return listeners.dropped() + outgoingQueue.dropped();
    }

    /** Sends what waits, if that does not take long. */
    @Override
    public void close() {
        closed.countDown();
        listeners.silence();
        outgoingQueue.wake();
        try {
            carrier.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        carrier.interrupt();
        hangUp(busLink);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void carry() {
        try {
            while (!isClosed()) {
                carryWhileItLasts();
                long mean = busTimings.redial().toMillis();
                long pause = ThreadLocalRandom.current().nextLong(mean / 2, mean * 3 / 2 + 1);
                closed.await(pause, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debugf("The bus (%s) was still busy at its end", name);
        }
    }

    private void carryWhileItLasts() throws InterruptedException {
        BusLink mine = new BusLink(self, maxBytes, outgoingQueue, listeners, busTimings);
        try {
            mine.open(dial);
            busLink = mine;
            connected();
            while (mine.over() == null && !(isClosed() && outgoingQueue.isEmpty())) {
                mine.sendSome();
            }
            away(mine.over());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.debugf(e, "The bus (%s)", name);
            away(mine.over() == null ? reason(e) : mine.over());
        } finally {
            busLink = null;
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
        long often = Math.max(1, busTimings.beat().toMillis() / 5);
        try {
            while (!closed.await(often, TimeUnit.MILLISECONDS)) {
                BusLink now = busLink;
                if (now != null) {
                    now.hangUpIfSilent();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hangUp(BusLink last) {
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
