package io.handoff.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The listeners of this replica. Thread-safe. */
final class Listeners {

    private static final Logger LOG = Logger.getLogger(Listeners.class);

    private record Listener<M extends BusMessage>(Class<M> type, Consumer<? super M> action) {

        void deliver(BusMessage message) {
            if (type.isInstance(message)) {
                action.accept(type.cast(message));
            }
        }
    }

    private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> recoveries = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();

    <M extends BusMessage> void add(Class<M> type, Consumer<? super M> listener) {
        listeners.add(new Listener<>(type, listener));
    }

    void addRecovery(Runnable listener) {
        recoveries.add(listener);
    }

    /** Removes all listeners. */
    void clear() {
        listeners.clear();
        recoveries.clear();
    }

    void deliver(BusMessage message) {
        for (Listener<?> listener : listeners) {
            try {
                listener.deliver(message);
            } catch (RuntimeException e) {
                // A failed listener must not fail the sender.
                dropped.increment();
                LOG.errorf(e, "A listener failed on %s", message.getClass().getSimpleName());
            }
        }
    }

    /** Messages may have been lost. */
    void recover() {
        for (Runnable listener : recoveries) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("A listener failed to recover lost messages", e);
            }
        }
    }

    /** How often a listener failed. */
    long dropped() {
        return dropped.sum();
    }
}
