package io.handoff.socket;

/** What a client did that its connection must be closed for: a close code and a short reason. */
final class Violation extends Exception {

    final int code;

    /**
     * @param reason at most 123 bytes, as a close frame takes no more
     */
    Violation(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }
}
