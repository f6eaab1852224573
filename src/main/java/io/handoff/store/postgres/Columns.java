package io.handoff.store.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The columns of rows that are sent together, one array each: {@code unnest} makes rows of them
 * again. So a statement stays the same, and prepared, however many rows it carries.
 */
final class Columns<T> {

    private record Column<T>(String name, Function<T, String> text, ToLongFunction<T> number) {
        String type() {
            return number == null ? "text[]" : "int8[]";
        }
    }

    private final List<Column<T>> columns = new ArrayList<>();

    Columns<T> text(String name, Function<T, String> value) {
        columns.add(new Column<>(name, value, null));
        return this;
    }

    Columns<T> number(String name, ToLongFunction<T> value) {
        columns.add(new Column<>(name, null, value));
        return this;
    }

    String names() {
        return joined(Column::name);
    }

    /** {@code unnest(?::text[],…) AS v (names)}, to select from. */
    String rows() {
        return "unnest(" + joined(column -> "?::" + column.type()) + ") AS v (" + names() + ')';
    }

    /** An insert of such rows; what may follow is left to the caller. */
    String insertInto(String table) {
        return "INSERT INTO " + table + " (" + names() + ") SELECT " + names() + " FROM " + rows();
    }

    /** The same, with one more column that is not in the rows. */
    String insertInto(String table, String column, String expression) {
        return "INSERT INTO "
                + table
                + " ("
                + names()
                + ", "
                + column
                + ") SELECT "
                + names()
                + ", "
                + expression
                + " FROM "
                + rows();
    }

    Binding bind(Binding to, List<T> rows) throws SQLException {
        for (Column<T> column : columns) {
            if (column.number == null) {
                to.texts(rows.stream().map(column.text).toArray(String[]::new));
            } else {
                to.numbers(rows.stream().mapToLong(column.number).toArray());
            }
        }
        return to;
    }

    private String joined(Function<Column<T>, String> part) {
        return String.join(", ", columns.stream().map(part).toList());
    }
}
