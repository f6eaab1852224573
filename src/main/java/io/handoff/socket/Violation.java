package io.handoff.socket;

/** A frame that ends the connection: carries the close code to send and a short reason. */
final class Violation extends Exception {

    final int code;

    /**
     * @param reason at most 123 bytes, the room a close frame has
     */
    Violation(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }
}
