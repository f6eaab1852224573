package io.handoff.bus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A server in memory, that can do all that goes wrong with one. */
final class Hub implements BusConnection.Connector {

    private final Map<BusConnection, Consumer<String>> ears = new ConcurrentHashMap<>();
    private final List<Consumer<String>> taps = new CopyOnWriteArrayList<>();
    private final Map<BusConnection, Runnable> lost = new ConcurrentHashMap<>();

    /** A permit for each try to connect that failed. */
    final Semaphore refused = new Semaphore(0);

    private volatile boolean away;

    @Override
    public BusConnection open(Consumer<String> heard, Runnable whenLost) throws IOException {
        if (away) {
            refused.release();
            throw new IOException("a test wants it away");
        }
        BusConnection busConnection = new Line();
        lost.put(busConnection, whenLost);
        ears.put(busConnection, heard);
        return busConnection;
    }

    /** Lets a test hear all that is said, whoever is away. */
    void tap(Consumer<String> heard) {
        taps.add(heard);
    }

    synchronized void say(String text) {
        taps.forEach(tap -> tap.accept(text));
        ears.values().forEach(ear -> ear.accept(text));
    }

    /** All subscriptions are gone, and nobody is told. */
    void forget() {
        ears.clear();
    }

    void leave() {
        away = true;
        lost.values().forEach(Runnable::run);
    }

    void come() {
        away = false;
    }

    /** Wires of now take no more, and say nothing of it. */
    void hang() {
        ears.keySet().forEach(busConnection -> ((Line) busConnection).hung = true);
    }

    private final class Line implements BusConnection {

        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean hung;

        @Override
        public void send(List<String> texts) throws IOException, InterruptedException {
            if (hung) {
                closed.await();
            }
            if (away || hung) {
                throw new IOException("a test took it away");
            }
            texts.forEach(Hub.this::say);
        }

        @Override
        public void close() {
            closed.countDown();
            ears.remove(this);
            lost.remove(this);
        }
    }
}
