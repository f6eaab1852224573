package io.handoff.bus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message or heartbeat in transit.
 *
 * @param origin the bus that sent it
 */
record Envelope(String origin, BusPayload payload) {

    /** The whole message, or its hint if only that fits; empty if neither does. */
    Optional<String> text(int maxBytes) {
        String whole = EnvelopeWriter.write(origin, payload);
        if (fits(whole, maxBytes)) {
            return Optional.of(whole);
        }
        return payload instanceof BusMessage message
                ? message.asHint()
                        .map(hint -> EnvelopeWriter.write(origin, hint))
                        .filter(hint -> fits(hint, maxBytes))
                : Optional.empty();
    }

    /**
     * @throws IOException if the text is not an envelope, or one in a form that this version does
     *     not know
     */
    static Envelope parse(String text) throws IOException {
        return EnvelopeReader.read(text);
    }

    private static boolean fits(String text, int maxBytes) {
        return text.length() <= maxBytes / 3
                || text.length() <= maxBytes
                        && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    }
}
