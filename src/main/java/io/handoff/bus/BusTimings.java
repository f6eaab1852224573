package io.handoff.bus;

import java.time.Duration;

/**
 * @param heartbeat how often a bus sends itself a heartbeat
 * @param timeout without a heartbeat for so long, a connection is closed
 * @param reconnect the mean pause between two attempts to connect
 */
public record BusTimings(Duration heartbeat, Duration timeout, Duration reconnect) {

    public static final BusTimings NORMAL =
            new BusTimings(Duration.ofSeconds(5), Duration.ofSeconds(12), Duration.ofSeconds(1));

    /** How long to wait for an answer of the server. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);
}
