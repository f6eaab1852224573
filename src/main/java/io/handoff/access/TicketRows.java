package io.handoff.access;

import io.handoff.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One-time entries that all replicas share, valid for seconds. A crash of the store may lose them.
 * Never blocks; stages fail with {@link StoreUnavailable}, and then the entry may or may not have
 * been taken.
 */
public interface TicketRows {

    /**
     * @param ttl how long the entry is valid, by the store's clock
     * @param limit the maximum number of entries, of all replicas; concurrent calls may exceed it
     *     by one each
     * @return false if the limit is reached
     */
    CompletionStage<Boolean> put(String key, String text, Duration ttl, int limit);

    /**
     * Removes an entry and returns its text, to at most one of all concurrent calls on all
     * replicas. Empty if there is no such entry or it has expired.
     */
    CompletionStage<Optional<String>> take(String key);
}
