package io.handoff.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends the run when it takes too long, and when the shell that started it is gone. */
final class Watchdog {

    private Watchdog() {}

    static void start(int minutes) {
        CompletableFuture.delayedExecutor(minutes, TimeUnit.MINUTES)
                .execute(() -> end("took longer than " + minutes + " minutes (--max-minutes)"));
        ProcessHandle.current()
                .parent()
                .ifPresent(shell -> shell.onExit().thenRun(() -> end("lost its shell")));
    }

    private static void end(String reason) {
        System.err.println("bench: stopped, because it " + reason);
        // Shutdown hooks kill the servers.
        System.exit(3);
    }
}
