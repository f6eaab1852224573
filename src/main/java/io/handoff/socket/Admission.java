package io.handoff.socket;

import java.util.Optional;

/**
 * A {@link ConnectionLimiter}'s decision on an upgrade.
 *
 * @param connection null if the upgrade is refused
 */
public record Admission(Optional<Refusal> refusal, Connection connection) {

    static Admission refused(Refusal refusal) {
        return new Admission(Optional.of(refusal), null);
    }

    static Admission of(Connection connection) {
        return new Admission(Optional.empty(), connection);
    }
}
