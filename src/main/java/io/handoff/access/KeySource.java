package io.handoff.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Supplies the keys that verify tokens. */
interface KeySource {

    /**
     * The current keys; another object when they may have changed. Never blocks.
     *
     * @throws Denied.KeysMissing if none could be read yet; {@link #refresh} may help
     */
    TrustedKeys current();

    /**
     * Reads the keys again unless the last read is recent; completes when that is done, never
     * exceptionally.
     */
    default CompletionStage<Void> refresh() {
        return CompletableFuture.completedStage(null);
    }
}
