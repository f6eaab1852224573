package io.handoff.task.engine;

import io.handoff.store.StoreUnavailable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for a durable write, at the start only. */
final class Stored {

    private Stored() {}

    /**
     * Blocks.
     *
     * @throws StoreUnavailable if the store can't take it
     */
    static <T> T join(CompletionStage<T> write) {
        try {
            return write.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailable known ? known : e;
        }
    }
}
