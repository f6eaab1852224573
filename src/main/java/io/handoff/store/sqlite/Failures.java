package io.handoff.store.sqlite;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.UniqueKeyTaken;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** How a failure of SQLite is explained to callers. */
final class Failures {

    private Failures() {}

    static RuntimeException explain(Throwable failure) {
        if (failure instanceof StoreUnavailable known) {
            return known;
        }
        if (failure instanceof SQLiteException sqlite && takesUniqueKey(sqlite)) {
            return new UniqueKeyTaken(sqlite);
        }
        if (failure instanceof SQLException sql) {
            return new StoreUnavailable(message(sql), sql);
        }
        return failure instanceof RuntimeException unexpected
                ? unexpected
                : new IllegalStateException(failure);
    }

    private static boolean takesUniqueKey(SQLiteException failure) {
        return failure.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                && String.valueOf(failure.getMessage()).contains("tasks.unique_key");
    }

    private static String message(SQLException failure) {
        SQLiteErrorCode code =
                failure instanceof SQLiteException known
                        ? known.getResultCode()
                        : SQLiteErrorCode.getErrorCode(failure.getErrorCode());
        return switch (code.code & 0xff) {
            case 13 -> "The disk of the data directory is full; free some space.";
            case 8, 14 -> "The data directory is not writable; check its permissions.";
            case 10 -> "The disk of the data directory reports an error: " + code + ".";
            case 11, 26 -> "The store's file is damaged; restore it from a backup.";
            case 5, 6 -> "The store's file is locked by another program.";
            default -> "The store failed: " + failure.getMessage();
        };
    }
}
