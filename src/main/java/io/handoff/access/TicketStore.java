package io.handoff.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where tickets wait for their use. Never blocks. The stages may fail with {@link
 * io.handoff.store.StoreUnavailable}.
 */
interface TicketStore {

    /**
     * @param key stands for the ticket, which is not kept itself
     * @param until from when on it is of no use any more, epoch milliseconds
     * @return false if as many wait as may
     */
    CompletionStage<Boolean> put(String key, Caller caller, long until);

    /**
     * Removes a ticket and gives who it was for, to one who asks only; empty if there is none (any
     * more).
     */
    CompletionStage<Optional<Caller>> take(String key);
}
