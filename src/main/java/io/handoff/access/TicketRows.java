package io.handoff.access;

import io.handoff.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What all replicas may use, once and within seconds, whichever of them it was left with. A crash
 * of the store may empty it. Never blocks; stages fail with {@link StoreUnavailable} as those of
 * every store do, and then nobody knows whether the pass is still there.
 */
public interface TicketRows {

    /**
     * @param ttl for how long it counts, from now, by the store's clock
     * @param limit how many may wait in the store, of all replicas; where several put at the same
     *     moment it may be passed by as many as they put
     * @return false if as many wait already
     */
    CompletionStage<Boolean> put(String key, String text, Duration ttl, int limit);

    /**
     * Removes a pass and gives its text: to one caller at most, however many ask on however many
     * replicas. Empty if there is none (any more).
     */
    CompletionStage<Optional<String>> take(String key);
}
