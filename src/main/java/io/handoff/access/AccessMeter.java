package io.handoff.access;

/** Counts rejected requests. Called on event loops, so implementations must not block. */
public interface AccessMeter {

    /** Why a request was rejected. */
    enum Reason {
        /** No credentials. */
        ANONYMOUS,
        /** An invalid token or ticket. */
        INVALID,
        /** No key to verify tokens with. */
        NO_KEYS,
        /** Too many unused tickets. */
        NO_TICKETS,
        /** The store that keeps the tickets is unavailable. */
        NO_STORE
    }

    void refused(Reason reason);
}
