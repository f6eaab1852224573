package io.handoff.ops;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** The one place that knows what time it is; tests bring another. */
public final class Clocks {

    @Produces
    @Singleton
    InstantSource clock() {
        return system();
    }

    /** For what runs without a server. */
    public static InstantSource system() {
        return Clock.systemUTC();
    }
}
