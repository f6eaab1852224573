package io.handoff.bus;

import io.handoff.event.Event;
import java.util.function.Consumer;

/**
 * Carries news of events between replicas: at most once, a hint. The store is the truth: who hears
 * a seq that does not follow the last one reads what is between from there. Every adapter passes
 * the suite {@code BusContract}.
 */
public interface Bus extends AutoCloseable {

    /**
     * Tells all replicas, this one included, of a stored or an ephemeral event. Never blocks, never
     * fails, from any thread; what can't be carried is dropped and counted.
     */
    void publish(Event event);

    /**
     * Whoever listens hears each event at most once, those of one publisher in their order; one
     * that is too large for the bus as a {@linkplain Event#hint() hint}. To be called before the
     * first {@link #publish}; the listener must be quick, and is called on the thread that
     * publishes or on one of the bus.
     */
    void listen(Consumer<Event> listener);

    /**
     * Runs whenever news may have been missed, on a thread of the bus: after each connect, and when
     * another replica could not send all it had. The listener must be quick.
     */
    void onRecovery(Runnable listener);

    /** How it is now. */
    BusStatus status();

    /** Events that were dropped since the start. */
    long dropped();

    @Override
    void close();
}
