package io.handoff.ops;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** The only place that reads the system clock; tests supply another. */
public final class Clocks {

    @Produces
    @Singleton
    InstantSource clock() {
        return system();
    }

    /** For the commands, which run without a server. */
    public static InstantSource system() {
        return Clock.systemUTC();
    }
}
