package io.handoff.socket;

import java.util.Optional;

/**
 * What a {@link Gate} said to an upgrade.
 *
 * @param line to the connection, null where it is refused
 */
public record Admission(Optional<Refusal> refusal, Line line) {

    static Admission refused(Refusal refusal) {
        return new Admission(Optional.of(refusal), null);
    }

    static Admission of(Line line) {
        return new Admission(Optional.empty(), line);
    }
}
