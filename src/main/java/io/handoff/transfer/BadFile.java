package io.handoff.transfer;

/** What is to be imported is no whole export; the message says which line, and what is wrong. */
final class BadFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadFile(String message) {
        super(message, null, false, false);
    }

    static BadFile at(long line, String what) {
        return new BadFile("Line " + line + ' ' + what + ' ' + "Nothing was imported.");
    }
}
