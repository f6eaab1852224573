package io.handoff;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import sun.misc.Signal;

/** Starts the service. */
@QuarkusMain
public final class Handoff {

    Handoff() {}

    public static void main(String... args) {
        // A JVM that a signal ends exits with 143; one that was asked to stop and did should say 0.
        Signal.handle(new Signal("TERM"), signal -> Quarkus.asyncExit(0));
        Quarkus.run(args);
    }
}
