package io.handoff.store.postgres;

import io.handoff.store.sql.Columns;
import io.handoff.store.sql.SqlStatement;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows that are sent together, one array per column: {@code unnest} makes rows of them again. So a
 * statement stays the same, and prepared, however many rows it carries.
 */
record ArrayRows<T>(Columns<T> columns) {

    /** {@code unnest(?::text[], …) AS v (names)}, to select from. */
    String unnest() {
        return "unnest("
                + columns.joined(column -> column.isNumber() ? "?::int8[]" : "?::text[]")
                + ") AS v ("
                + columns.names()
                + ')';
    }

    /** An insert of such rows; what may follow is left to the caller. */
    String insertInto(String table) {
        return insert(table, "", "");
    }

    /** The same, with one more column that is not in the rows. */
    String insertInto(String table, String column, String expression) {
        return insert(table, ", " + column, ", " + expression);
    }

    private String insert(String table, String moreColumns, String moreValues) {
        return "INSERT INTO "
                + table
                + " ("
                + columns.names()
                + moreColumns
                + ") SELECT "
                + columns.names()
                + moreValues
                + " FROM "
                + unnest();
    }

    SqlStatement bind(SqlStatement to, List<T> rows) throws SQLException {
        for (Columns.Column<T> column : columns.list()) {
            to.array(
                    column.isNumber()
                            ? numbers(to, rows.stream().mapToLong(column.number()).toArray())
                            : texts(to, rows.stream().map(column.text()).toArray(String[]::new)));
        }
        return to;
    }

    private static Array numbers(SqlStatement to, long[] values) throws SQLException {
        return to.connection().unwrap(PGConnection.class).createArrayOf("int8", values);
    }

    static Array texts(SqlStatement to, @Nullable String[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            values[i] = PostgresDialect.withoutNul(values[i]);
        }
        return to.connection().unwrap(PGConnection.class).createArrayOf("text", values);
    }
}
