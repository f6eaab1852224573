package io.handoff.transfer;

/** The input is not a complete export; the message names the line and the error. */
final class BadFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadFile(String message) {
        super(message, null, false, false);
    }

    static BadFile at(long line, String problem) {
        return new BadFile("Line " + line + ' ' + problem + ' ' + "Nothing was imported.");
    }
}
