package io.handoff.store.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as every store has it: what {@link TableReader} and {@link TableWriter} move. A row is an
 * array with a value per column, in their order: a {@code String} or null for a text, a {@code
 * Long} for a number.
 */
public record Table(String name, List<Column> columns) {

    /** Numbers are never null: 0 stands for none. */
    public record Column(String name, boolean number) {}

    /**
     * All that moves with a store. Which node runs a task does not: where the rows arrive there is
     * no such node, so the task is taken for one whose process is gone, and runs again.
     */
    public static final List<Table> ALL =
            List.of(
                    named("tasks")
                            .text("id", "kind", "payload")
                            .number("state", "priority")
                            .text("owner", "unique_key")
                            .number("attempt", "excused", "crashes", "max_attempts")
                            .number("timeout_millis", "created_at", "run_at", "started_at")
                            .number("ended_at", "progress")
                            .text("note", "result", "error", "trace")
                            .number("seq")
                            .text("history"),
                    named("idempotency")
                            .text("caller", "route", "key", "fingerprint", "task_id")
                            .number("created_at"),
                    named("channels").text("name").number("seq"),
                    named("events")
                            .text("channel")
                            .number("seq")
                            .text("id", "type")
                            .number("time")
                            .text("data", "sender", "collapse_key")
                            .number("expires_at", "read_at"),
                    named("published")
                            .text("channel", "id")
                            .number("seq")
                            .text("sender")
                            .number("time"),
                    named("schedules")
                            .text("id", "name", "owner", "cron", "zone", "kind", "payload")
                            .number("priority", "max_attempts", "timeout_millis", "created_at")
                            .number("next_at", "last_at")
                            .text("last_task"));

    public Table {
        columns = List.copyOf(columns);
    }

    private static Table named(String name) {
        return new Table(name, List.of());
    }

    private Table text(String... names) {
        return with(false, names);
    }

    private Table number(String... names) {
        return with(true, names);
    }

    private Table with(boolean number, String... names) {
        List<Column> all = new ArrayList<>(columns);
        for (String column : names) {
            all.add(new Column(column, number));
        }
        return new Table(name, all);
    }

    /** The columns' names with commas between, as a statement has them. */
    public String columnNames() {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }
}
