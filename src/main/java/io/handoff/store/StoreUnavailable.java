package io.handoff.store;

import org.jspecify.annotations.Nullable;

/**
 * The store can't do this now: the disk is full, the database can't be reached, or too many writes
 * wait. Nothing was changed as far as is known; trying again may work.
 */
public class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String message;

    public StoreUnavailable(String message) {
        this(message, null);
    }

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.message = message;
    }

    /** Never null, unlike that of other exceptions. */
    @Override
    public String getMessage() {
        return message;
    }
}
