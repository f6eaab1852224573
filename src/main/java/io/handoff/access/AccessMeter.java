package io.handoff.access;

/** Hears of those who were not let in. Called on event loops: must not block. */
public interface AccessMeter {

    /** Why not. */
    enum Reason {
        /** They showed nothing. */
        ANONYMOUS,
        /** Their token or ticket does not count. */
        INVALID,
        /** There was no key to check a token with. */
        NO_KEYS,
        /** Too many tickets wait for their use. */
        NO_TICKETS,
        /** Their ticket could not be looked for: the store that keeps it is away. */
        NO_STORE
    }

    void refused(Reason reason);
}
