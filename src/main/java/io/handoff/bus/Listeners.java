package io.handoff.bus;

import io.handoff.event.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Those on this node who want to hear, and what could not be told. Thread-safe. */
final class Listeners {

    private static final Logger LOG = Logger.getLogger(Listeners.class);

    private final List<Consumer<Event>> events = new CopyOnWriteArrayList<>();
    private final List<Runnable> recoveries = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();

    void add(Consumer<Event> listener) {
        events.add(listener);
    }

    void addRecovery(Runnable listener) {
        recoveries.add(listener);
    }

    /** From now on nobody is told anything. */
    void silence() {
        events.clear();
        recoveries.clear();
    }

    void tell(Event event) {
        for (Consumer<Event> listener : events) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                // The publisher has a store to write to; a listener's trouble is not its own.
                dropped.increment();
                LOG.errorf(e, "An event of %s was not told", event.channel());
            }
        }
    }

    void recovered() {
        for (Runnable listener : recoveries) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "A listener was not told that news may be missing");
            }
        }
    }

    /** How often a listener failed. */
    long dropped() {
        return dropped.sum();
    }
}
