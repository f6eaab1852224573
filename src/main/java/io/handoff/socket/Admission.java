package io.handoff.socket;

import java.util.Optional;

/**
 * What a {@link ConnectionLimiter} said to an upgrade.
 *
 * @param line to the connection, null where it is refused
 */
public record Admission(Optional<Refusal> refusal, Connection connection) {

    static Admission refused(Refusal refusal) {
        return new Admission(Optional.of(refusal), null);
    }

    static Admission of(Connection connection) {
        return new Admission(Optional.empty(), connection);
    }
}
