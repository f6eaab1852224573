package io.handoff.bus;

import java.time.Duration;

/**
 * @param beat how often a bus sends itself a message
 * @param silence a wire on which none was heard for so long is given up
 * @param redial the mean pause before the next try to connect
 */
public record BusTimings(Duration beat, Duration silence, Duration redial) {

    public static final BusTimings NORMAL =
            new BusTimings(Duration.ofSeconds(5), Duration.ofSeconds(12), Duration.ofSeconds(1));

    /** What a server gets to answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);
}
