package io.handoff.internals;

import sun.misc.Signal;

/** The signal by which an operating system asks a process to end. */
public final class TerminationSignal {

    private static final String NAME = "TERM";

    private TerminationSignal() {}

    /**
     * @param action runs instead of the JVM's own shutdown, which would end with exit code 143
     */
    public static void handle(Runnable action) {
        Signal.handle(new Signal(NAME), signal -> action.run());
    }
}
