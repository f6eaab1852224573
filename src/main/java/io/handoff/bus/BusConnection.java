package io.handoff.bus;

import java.util.List;

/**
 * One connection to a server that carries texts between all replicas; the only thing an adapter
 * implements. It does not reconnect: {@link RemoteBus} closes it and opens another one.
 */
public interface BusConnection extends AutoCloseable {

    /**
     * Sends texts, in order; returns when the server has all of them. Called by one thread.
     *
     * @throws Exception if the server may not have all of them; the caller then closes the
     *     connection
     */
    void send(List<String> texts) throws Exception;

    /**
     * Closes the connection within about a second, even if the server does not respond; a {@link
     * #send} in progress fails. May be called repeatedly, and from any thread but the adapter's.
     */
    @Override
    void close();
}
