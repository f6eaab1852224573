package io.handoff.store;

/** The store refuses to open; the message says in one line what to change. */
public class StoreCannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreCannotStart(String message) {
        super(message);
    }

    public StoreCannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
