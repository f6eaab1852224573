package io.handoff.bench.socket;

/** The server answered an upgrade, but with something else than 101. */
public final class Refused extends IllegalStateException {

    private final int status;
    private final boolean retryAfter;

    Refused(String answer) {
        super("the upgrade was refused: " + answer.lines().findFirst().orElse(""), null);
        String[] words = answer.split(" ", 3);
        this.status =
                words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
        this.retryAfter = answer.toLowerCase().contains("\r\nretry-after: ");
    }

    /** Nought where it was no HTTP. */
    public int status() {
        return status;
    }

    public boolean hasRetryAfter() {
        return retryAfter;
    }
}
