package io.handoff.bus;

import java.util.function.Consumer;

/** The bus of a single process: calls its listeners on the sender's thread. */
public final class LocalBus implements Bus {

    private final Listeners listeners = new Listeners();
    private volatile boolean closed;

    @Override
    public void send(BusMessage message) {
        if (!closed) {
            listeners.deliver(message);
        }
    }

    @Override
    public <M extends BusMessage> void listen(Class<M> type, Consumer<? super M> listener) {
        listeners.add(type, listener);
    }

    /** This bus loses nothing, so the listener never runs. */
    @Override
    public void onRecovery(Runnable listener) {
        listeners.addRecovery(listener);
    }

    /** Connected until it is closed, without delay. */
    @Override
    public BusStatus status() {
        return new BusStatus(!closed, 0);
    }

    @Override
    public long dropped() {
        return listeners.dropped();
    }

    @Override
    public void close() {
        closed = true;
    }
}
