package io.handoff;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How stages came out, waited for with a limit instead of a guess. */
public final class Stages {

    private static final long LIMIT_SECONDS = 20;

    private Stages() {}

    public static <T> T value(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("The stage failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("The stage did not complete", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    public static Throwable failure(CompletionStage<?> stage) {
        return assertThrows(
                        ExecutionException.class,
                        () -> stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .getCause();
    }
}
