package io.handoff.store.postgres;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.UniqueKeyTaken;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a failure of PostgreSQL means, and how it is explained to callers. */
final class Failures {

    /** A deadlock, or a conflict that is resolved like one. */
    private static final Set<String> PASSING = Set.of("40P01", "40001");

    private static final Set<String> STUCK = Set.of("55P03", "57014");

    private static final String UNIQUE = "23505";

    /** From a server that is shutting down, or that has become a read-only standby. */
    private static final Set<String> GONE =
            Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25006");

    private Failures() {}

    /** Whether the connection can no longer be used. */
    static boolean isGone(Throwable failure) {
        String state = state(failure);
        return state.startsWith("08") || GONE.contains(state);
    }

    /** Whether the same may well succeed if it is tried again at once. */
    static boolean isPassing(Throwable failure) {
        return failure instanceof AcceptBatch.Overtaken
                || PASSING.contains(state(failure))
                || UNIQUE.equals(state(failure)) && "published_pkey".equals(constraint(failure));
    }

    /** Whether it took too long, most likely because of a lock. */
    static boolean isStuck(Throwable failure) {
        return STUCK.contains(state(failure));
    }

    static RuntimeException explain(Throwable failure) {
        if (failure instanceof StoreUnavailable known) {
            return known;
        }
        if (UNIQUE.equals(state(failure)) && "tasks_unique".equals(constraint(failure))) {
            return new UniqueKeyTaken(failure);
        }
        if (failure instanceof SQLException sql) {
            return new StoreUnavailable(message(sql), sql);
        }
        return failure instanceof RuntimeException unexpected
                ? unexpected
                : new IllegalStateException(failure);
    }

    private static String message(SQLException failure) {
        if (isGone(failure)) {
            // Its address is in the log, and not for callers.
            return "PostgreSQL can't be reached; try again shortly.";
        }
        return switch (state(failure)) {
            case "53100" -> "PostgreSQL's disk is full; free some space.";
            case "55P03" -> "Another replica kept the rows locked for too long; try again.";
            case "57014" -> "PostgreSQL took too long; try again.";
            case "42501" -> "PostgreSQL does not let this user do that: " + text(failure);
            default -> "PostgreSQL failed: " + text(failure);
        };
    }

    static String state(Throwable failure) {
        boolean known = failure instanceof SQLException sql && sql.getSQLState() != null;
        return known ? ((SQLException) failure).getSQLState() : "";
    }

    /** In one line without its full stop, and without the values of the row. */
    static String text(SQLException failure) {
        ServerErrorMessage server = server(failure);
        String text = server == null ? failure.getMessage() : server.getMessage();
        return String.valueOf(text).lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }

    private static @Nullable String constraint(Throwable failure) {
        ServerErrorMessage server = server(failure);
        return server == null ? null : server.getConstraint();
    }

    private static @Nullable ServerErrorMessage server(Throwable failure) {
        return failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
    }
}
