package io.handoff.bus;

import io.handoff.event.Event;
import java.util.function.Consumer;

/** The bus of a process that is alone: it tells its own listeners, on the publisher's thread. */
public final class LocalBus implements Bus {

    private final Listeners listeners = new Listeners();
    private volatile boolean closed;

    @Override
    public void publish(Event event) {
        if (!closed) {
            listeners.tell(event);
        }
    }

    @Override
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** Nothing is ever missed here. */
    @Override
    public void onRecovery(Runnable listener) {
        listeners.addRecovery(listener);
    }

    /** There is no wire that could fail or delay. */
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
