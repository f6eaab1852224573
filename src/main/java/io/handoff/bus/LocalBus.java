package io.handoff.bus;

import io.handoff.store.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The bus of a process that is alone: it tells its own listeners, on the publisher's thread. */
public final class LocalBus implements Bus {

    private static final Logger LOG = Logger.getLogger(LocalBus.class);

    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean closed;

    @Override
    public void publish(Event event) {
        if (closed) {
            return;
        }
        for (Consumer<Event> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                // The publisher has a store to write to; a listener's trouble is not its own.
                dropped.increment();
                LOG.errorf(e, "An event of %s was not told", event.channel());
            }
        }
    }

    @Override
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void close() {
        closed = true;
    }
}
