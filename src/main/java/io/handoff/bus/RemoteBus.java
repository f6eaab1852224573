package io.handoff.bus;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A bus over a server: calls the listeners of this replica at once, and those of the others through
 * a {@link BusConnection}. One thread connects, sends and reconnects; another closes connections
 * that time out. Both end with {@link #close}.
 */
public final class RemoteBus implements Bus {

    private static final Logger LOG = Logger.getLogger(RemoteBus.class);
    private static final long CLOSE_MILLIS = 2000;

    private final String name;
    private final BusConnector busConnector;
    private final int maxBytes;
    private final BusTimings busTimings;
    private final String self = UUID.randomUUID().toString();
    private final Listeners listeners = new Listeners();
    private final OutgoingQueue outgoingQueue;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread sender;
    private final Thread watchdog;
    private volatile BusLink busLink;
    private boolean outageLogged;

    private RemoteBus(
            String name,
            BusConnector busConnector,
            int queue,
            int maxBytes,
            BusTimings busTimings) {
        this.name = name;
        this.busConnector = busConnector;
        this.maxBytes = maxBytes;
        this.busTimings = busTimings;
        outgoingQueue = new OutgoingQueue(queue);
        sender = daemon(this::connectAndSend, "handoff-bus");
        watchdog = daemon(this::watch, "handoff-bus-watch");
    }

    /**
     * Returns at once; the bus connects as soon as the server is available.
     *
     * @param name for the log
     * @param queue how many messages may wait to be sent
     * @param maxBytes the size limit of a message; larger ones become hints
     */
    public static RemoteBus open(
            String name,
            BusConnector busConnector,
            int queue,
            int maxBytes,
            BusTimings busTimings) {
        RemoteBus bus = new RemoteBus(name, busConnector, queue, maxBytes, busTimings);
        bus.sender.start();
        bus.watchdog.start();
        return bus;
    }

    @Override
    public void send(BusMessage message) {
        if (isClosed()) {
            return;
        }
        listeners.deliver(message);
        if (!message.stored() && busLink == null) {
            // Of interest only now: not worth keeping until the server is back.
            outgoingQueue.drop(message);
        } else {
            outgoingQueue.offer(message);
        }
    }

    @Override
    public <M extends BusMessage> void listen(Class<M> type, Consumer<? super M> listener) {
        listeners.add(type, listener);
    }

    @Override
    public void onRecovery(Runnable listener) {
        listeners.addRecovery(listener);
    }

    @Override
    public BusStatus status() {
        BusLink current = busLink;
        return current == null ? new BusStatus(false, 0) : current.busStatus();
    }

    @Override
    public long dropped() {
        return listeners.dropped() + outgoingQueue.dropped();
    }

    /** Sends what waits, unless that takes long. */
    @Override
    public void close() {
        closed.countDown();
        listeners.clear();
        outgoingQueue.wake();
        try {
            sender.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
        close(busLink);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void connectAndSend() {
        try {
            while (!isClosed()) {
                useOneConnection();
                long mean = busTimings.reconnect().toMillis();
                long pause = ThreadLocalRandom.current().nextLong(mean / 2, mean * 3 / 2 + 1);
                closed.await(pause, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debugf("The bus (%s) was closed while it was sending", name);
        }
    }

    private void useOneConnection() throws InterruptedException {
        BusLink link = new BusLink(self, maxBytes, outgoingQueue, listeners, busTimings);
        try {
            link.open(busConnector);
            busLink = link;
            connected();
            while (link.endReason() == null && !(isClosed() && outgoingQueue.isEmpty())) {
                link.sendSome();
            }
            disconnected(link.endReason());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.debugf(e, "The bus (%s) failed", name);
            disconnected(link.endReason() == null ? reason(e) : link.endReason());
        } finally {
            busLink = null;
            close(link);
        }
    }

    private void connected() {
        LOG.infof("The bus (%s) is connected", name);
        outageLogged = false;
        listeners.recover();
    }

    private void disconnected(String reason) {
        if (!outageLogged && !isClosed()) {
            outageLogged = true;
            LOG.warnf(
                    "The bus (%s) is disconnected: %s. Messages from other replicas are late until"
                            + " it reconnects.",
                    name, reason);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private void watch() {
        long often = Math.max(1, busTimings.heartbeat().toMillis() / 5);
        try {
            while (!closed.await(often, TimeUnit.MILLISECONDS)) {
                BusLink current = busLink;
                if (current != null) {
                    current.closeIfTimedOut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(BusLink last) {
        if (last != null) {
            last.close("the process shuts down");
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
