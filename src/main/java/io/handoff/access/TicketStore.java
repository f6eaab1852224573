package io.handoff.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps unused tickets. Never blocks. The stages may fail with {@link
 * io.handoff.store.StoreUnavailable}.
 */
interface TicketStore {

    /**
     * @param key a hash of the ticket, which itself is not kept
     * @param until when the ticket expires, epoch milliseconds
     * @return false if the limit is reached
     */
    CompletionStage<Boolean> put(String key, Caller caller, long until);

    /**
     * Removes a ticket and returns its caller, to at most one of all concurrent calls. Empty if
     * there is no such ticket or it has expired.
     */
    CompletionStage<Optional<Caller>> take(String key);
}
