package io.handoff.ops;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import sun.misc.Signal;

/**
 * Being asked to stop is no failure: SIGTERM ends in exit code 0, once all is put away, where the
 * JVM alone would say 143.
 */
@Singleton
final class OrderlyExit {

    void listen(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            try {
                Signal.handle(new Signal("TERM"), signal -> System.exit(0));
            } catch (IllegalArgumentException e) {
                // With -Xrs the JVM leaves signals alone, and so do we.
            }
        }
    }
}
