package io.handoff.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as every store has it: what {@link TableReader} and {@link TableWriter} move. A row is an
 * array with a value per column, in their order: a {@code String} or null for a text, a {@code
 * Long} for a number.
 */
public record Table(String name, List<Column> columns) {

    /** Numbers are never null: 0 stands for none. */
    public record Column(String name, boolean number) {}

    /**
     * All that moves with a store. The node of a running task stays behind: the new store treats
     * the task as one whose process is gone, and runs it again.
     */
    public static final List<Table> ALL =
            List.of(
                    of("tasks", TaskRows.COLUMNS),
                    of("idempotency", IdempotencyRow.COLUMNS),
                    new Table(
                            "channels",
                            List.of(new Column("name", false), new Column("seq", true))),
                    of("events", EventRows.COLUMNS).and(new Column("read_at", true)),
                    of("published", EventRows.PUBLISHED),
                    of("schedules", ScheduleRows.COLUMNS));

    public Table {
        columns = List.copyOf(columns);
    }

    private static Table of(String name, Columns<?> columns) {
        return new Table(
                name,
                columns.list().stream()
                        .map(column -> new Column(column.name(), column.isNumber()))
                        .toList());
    }

    private Table and(Column column) {
        List<Column> all = new ArrayList<>(columns);
        all.add(column);
        return new Table(name, all);
    }

    /** The first table that has a row, if one has. */
    public static Optional<Table> notEmpty(SqlSession session) throws SQLException {
        for (Table table : ALL) {
            String any = "SELECT 1 FROM " + table.name + " LIMIT 1";
            if (session.statement(any).first(row -> true).isPresent()) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    /** The columns' names with commas between, as a statement has them. */
    public String columnNames() {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }

    /** The columns of rows as {@link TableReader} hands them over. */
    public Columns<@Nullable Object[]> ofArrays() {
        Columns<@Nullable Object[]> all = new Columns<>();
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            String name = columns.get(i).name();
            all =
                    columns.get(i).number()
                            ? all.number(name, row -> (Long) row[at])
                            : all.text(name, row -> (String) row[at]);
        }
        return all;
    }
}
