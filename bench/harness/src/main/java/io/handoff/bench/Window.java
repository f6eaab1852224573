package io.handoff.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a load run for a while, unless it fails first. */
final class Window {

    private Window() {}

    static void pass(double seconds, CompletableFuture<Void> failure) throws Exception {
        try {
            failure.get((long) (seconds * 1000), TimeUnit.MILLISECONDS);
        } catch (TimeoutException passed) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }
}
