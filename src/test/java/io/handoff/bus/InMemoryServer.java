package io.handoff.bus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A server in memory that can fail in every way a server does. */
final class InMemoryServer implements BusConnector {

    private final Map<BusConnection, Consumer<String>> subscribers = new ConcurrentHashMap<>();
    private final List<Consumer<String>> observers = new CopyOnWriteArrayList<>();
    private final Map<BusConnection, Runnable> lost = new ConcurrentHashMap<>();

    /** A permit for each failed attempt to connect. */
    final Semaphore refused = new Semaphore(0);

    private volatile boolean down;

    @Override
    public BusConnection connect(Consumer<String> receive, Runnable whenLost) throws IOException {
        if (down) {
            refused.release();
            throw new IOException("a test stopped the server");
        }
        BusConnection busConnection = new InMemoryConnection();
        lost.put(busConnection, whenLost);
        subscribers.put(busConnection, receive);
        return busConnection;
    }

    /** Lets a test receive every text, also while the server is down. */
    void observe(Consumer<String> receive) {
        observers.add(receive);
    }

    synchronized void broadcast(String text) {
        observers.forEach(observer -> observer.accept(text));
        subscribers.values().forEach(subscriber -> subscriber.accept(text));
    }

    /** Drops all subscriptions, without closing the connections. */
    void dropSubscriptions() {
        subscribers.clear();
    }

    void stop() {
        down = true;
        lost.values().forEach(Runnable::run);
    }

    void start() {
        down = false;
    }

    /** Present connections accept no more texts, and do not close. */
    void hang() {
        subscribers.keySet().forEach(connection -> ((InMemoryConnection) connection).hung = true);
    }

    private final class InMemoryConnection implements BusConnection {

        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean hung;

        @Override
        public void send(List<String> texts) throws IOException, InterruptedException {
            if (hung) {
                closed.await();
            }
            if (down || hung) {
                throw new IOException("a test stopped the server");
            }
            texts.forEach(InMemoryServer.this::broadcast);
        }

        @Override
        public void close() {
            closed.countDown();
            subscribers.remove(this);
            lost.remove(this);
        }
    }
}
