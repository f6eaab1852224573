package io.handoff.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Columns in order, and where the values of a row come from. */
public record Columns<T>(List<Column<T>> list) {

    /** A column whose values are texts ({@code number} is null) or numbers ({@code text} is). */
    public record Column<T>(
            String name,
            @Nullable Function<T, @Nullable String> text,
            @Nullable ToLongFunction<T> number) {

        public boolean isNumber() {
            return number != null;
        }

        private <S> Column<S> from(Function<S, T> part) {
            if (number != null) {
                ToLongFunction<T> value = number;
                return new Column<>(name, null, row -> value.applyAsLong(part.apply(row)));
            }
            Function<T, @Nullable String> value = Objects.requireNonNull(text);
            return new Column<>(name, row -> value.apply(part.apply(row)), null);
        }
    }

    public Columns {
        list = List.copyOf(list);
    }

    public Columns() {
        this(List.of());
    }

    public Columns<T> text(String name, Function<T, @Nullable String> value) {
        return and(new Columns<>(List.of(new Column<>(name, value, null))));
    }

    public Columns<T> number(String name, ToLongFunction<T> value) {
        return and(new Columns<>(List.of(new Column<>(name, null, value))));
    }

    /** These columns, then the others. */
    public Columns<T> and(Columns<T> others) {
        List<Column<T>> all = new ArrayList<>(list);
        all.addAll(others.list);
        return new Columns<>(all);
    }

    /** Some of these columns, in the order of this list. */
    public Columns<T> only(String... names) {
        List<String> wanted = Arrays.asList(names);
        return new Columns<>(list.stream().filter(c -> wanted.contains(c.name())).toList());
    }

    /** The same columns of a larger row, of which {@code part} is what these read. */
    public <S> Columns<S> from(Function<S, T> part) {
        return new Columns<>(list.stream().map(column -> column.from(part)).toList());
    }

    /** The names with commas between. */
    public String names() {
        return joined(Column::name);
    }

    /** {@code a = ?, b = ?}. */
    public String assignments() {
        return joined(column -> column.name() + " = ?");
    }

    /** {@code a = v.a, b = v.b}. */
    public String assignmentsFrom(String alias) {
        return joined(column -> column.name() + " = " + alias + '.' + column.name());
    }

    /**
     * An insert of one row, whose parameters are these columns, then the others.
     *
     * @param others more columns, by their names
     */
    public String insertInto(String table, String... others) {
        String more = others.length == 0 ? "" : ", " + String.join(", ", others);
        int places = list.size() + others.length;
        return "INSERT INTO "
                + table
                + " ("
                + names()
                + more
                + ") VALUES ("
                + String.join(", ", Collections.nCopies(places, "?"))
                + ')';
    }

    public SqlStatement bind(SqlStatement to, T row) throws SQLException {
        for (Column<T> column : list) {
            if (column.number != null) {
                to.number(column.number.applyAsLong(row));
            } else {
                to.text(Objects.requireNonNull(column.text).apply(row));
            }
        }
        return to;
    }

    /** A part of a statement for each column, with commas between. */
    public String joined(Function<Column<T>, String> part) {
        return String.join(", ", list.stream().map(part).toList());
    }
}
