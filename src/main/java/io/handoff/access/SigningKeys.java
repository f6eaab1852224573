package io.handoff.access;

import java.security.Key;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The keys whose signatures count. */
interface SigningKeys {

    /**
     * The keys that a token may be signed with; empty where there are none. Each algorithm gets
     * keys of its own kind only: a public key must never serve as a secret, which everybody knows.
     * Never blocks.
     *
     * @param algorithm as the token's header says, so anything
     * @param keyId as the token's header says, or null
     */
    List<Key> candidates(String algorithm, String keyId);

    /**
     * Looks at the source again, where that is of use and not too soon after the last time;
     * completes when it has, and never exceptionally.
     */
    default CompletionStage<Void> lookAgain() {
        return CompletableFuture.completedStage(null);
    }

    /** Changes when the keys do: what was checked with earlier ones has to be checked again. */
    default int generation() {
        return 0;
    }
}
