package io.handoff.bus;

import io.handoff.bus.BusMessage.Published;
import io.handoff.event.Event;
import java.util.function.Consumer;

/**
 * Sends messages to all replicas, at most once each. The store is the truth: a receiver that sees a
 * gap in the seqs of a channel reads the missing events from there. Every adapter passes the suite
 * {@code BusContract}.
 */
public interface Bus extends AutoCloseable {

    /**
     * Sends a message to all replicas, including this one. Never blocks and never throws; may be
     * called from any thread. A message that cannot be sent is dropped and counted.
     */
    void send(BusMessage message);

    /** Sends a stored or an ephemeral event. */
    default void publish(Event event) {
        send(new Published(event));
    }

    /**
     * Adds a listener for one type of message; call this before the first {@link #send}. It
     * receives each message at most once, and the messages of one sender in order. It must be
     * quick: it runs on the thread that sends, or on a thread of the bus.
     */
    <M extends BusMessage> void listen(Class<M> type, Consumer<? super M> listener);

    /**
     * Adds a listener that runs whenever messages may have been lost: after each connect, and when
     * another replica dropped some. It must be quick: it runs on a thread of the bus.
     */
    void onRecovery(Runnable listener);

    BusStatus status();

    /** The number of messages dropped since the start. */
    long dropped();

    @Override
    void close();
}
