package io.handoff.bus;

import java.util.List;
import java.util.function.Consumer;

/**
 * One connection to a server that carries texts to all replicas, this one included: all that an
 * adapter has to know. It does not recover; {@link RemoteBus} closes it and dials again.
 */
public interface BusConnection extends AutoCloseable {

    /**
     * Hands texts to the server, in order; returns when it has them all. Called by one thread.
     *
     * @throws Exception if it may not have them; the wire is closed then
     */
    void send(List<String> texts) throws Exception;

    /**
     * From any thread but those of the adapter, more than once; within a second or so, without a
     * word to the server if need be. A {@link #send} under way fails.
     */
    @Override
    void close();

    /** How an adapter connects. */
    @FunctionalInterface
    interface Connector {

        /**
         * Connects and subscribes, within {@link BusTimings#PATIENCE} or so: what anybody sends
         * after this returned is heard.
         *
         * @param heard called with each text that comes, in order, on a thread of the adapter; it
         *     is quick and does not throw
         * @param lost called, on any thread, if the adapter sees the connection end
         * @throws Exception with a message for the log if it can't be done now; it holds no secret
         */
        BusConnection open(Consumer<String> heard, Runnable lost) throws Exception;
    }
}
