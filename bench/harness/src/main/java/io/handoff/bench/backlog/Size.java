package io.handoff.bench.backlog;

import io.handoff.bench.replicas.Database;
import java.sql.SQLException;
import java.util.List;

/** How large the table of tasks is at one moment. */
record Size(String when, long rows, long table, long indexes, long dead, long wal) {

    static final List<String> HEAD =
            List.of(
                    "The table",
                    "rows",
                    "table MiB",
                    "indexes MiB",
                    "bytes a row",
                    "dead rows",
                    "WAL so far, MiB");

    static Size of(Database database, String base, String when) throws SQLException {
        database.run(base, "SELECT pg_stat_force_next_flush()");
        return new Size(
                when,
                number(database, base, "SELECT count(*) FROM tasks"),
                number(database, base, "SELECT pg_table_size('tasks')"),
                number(database, base, "SELECT pg_indexes_size('tasks')"),
                number(
                        database,
                        base,
                        "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'tasks'"),
                number(database, base, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"));
    }

    private static long number(Database database, String base, String sql) throws SQLException {
        return Long.parseLong(database.ask(base, sql));
    }

    List<String> row() {
        return List.of(
                when,
                "%,d".formatted(rows),
                "%.0f".formatted(table / 1048576.0),
                "%.0f".formatted(indexes / 1048576.0),
                "%.0f".formatted((table + indexes) / (double) Math.max(1, rows)),
                "%,d".formatted(dead),
                "%.0f".formatted(wal / 1048576.0));
    }
}
