package io.handoff.bus;

import java.util.function.Consumer;

/** Opens connections to one server. */
@FunctionalInterface
public interface BusConnector {

    /**
     * Connects and subscribes, within {@link BusTimings#PATIENCE} or so. The connection receives
     * everything that is sent after this method has returned.
     *
     * @param receive takes each text that arrives, in order, on a thread of the adapter; it is
     *     quick and does not throw
     * @param lost runs, on any thread, when the adapter sees the connection end
     * @throws Exception with a message for the log, free of secrets, if it cannot connect now
     */
    BusConnection connect(Consumer<String> receive, Runnable lost) throws Exception;
}
