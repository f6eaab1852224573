package io.handoff.store;

/**
 * The store could not do it now: the disk is full, the database away, too much waiting to be
 * written. Nothing was changed as far as it is known, and trying again may work.
 */
public class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message) {
        this(message, null);
    }

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
