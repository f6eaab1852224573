package io.handoff.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Many tasks that wait in PostgreSQL: what is accepted while they wait, how fast one replica works
 * them off, and what remains in the table.
 */
final class BacklogScenario implements Scenario {

    private static final String BASE = "backlog";
    private static final List<String> HEAD =
            List.of(
                    "The table",
                    "rows",
                    "table MiB",
                    "indexes MiB",
                    "bytes a row",
                    "dead rows",
                    "WAL so far, MiB");
    private static final String ROWS = "SELECT count(*) FROM tasks";
    private static final String DEAD =
            "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'tasks'";
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(20);
    private static final double MIB = 1 << 20;

    @Override
    public void run(Context context) throws Exception {
        if (!ProcessTarget.canLoad(context, "backlog")) {
            return;
        }
        Report report = context.report();
        int tasks = context.options().number("--tasks");
        report.heading("A backlog of %,d tasks on PostgreSQL".formatted(tasks));
        Database database = Database.start(context).create(BASE);
        List<List<String>> sizes = new ArrayList<>();
        submit(context, database, tasks);
        sizes.add(size(database, "while they wait"));
        workOff(context, database);
        sizes.add(size(database, "worked off"));
        database.execute(BASE, "VACUUM tasks");
        sizes.add(size(database, "after VACUUM"));
        report.table(HEAD, sizes);
    }

    /** To a replica that does none of them. */
    private static void submit(Context context, Database database, int tasks) throws Exception {
        Report report = context.report();
        Rounds.Plan plan = context.options().plan();
        Map<String, String> settings = database.settingsNotWorking(context, BASE);
        ServerProcess server = context.servers().handoff(Servers.HANDOFF, settings);
        ProcessTarget target = new ProcessTarget(context, List.of(server));
        target.submit(plan.warmUpSeconds());
        double first = target.submit(plan.seconds()).get("rate");
        double last = first;
        for (long rows; (rows = number(database, ROWS)) < tasks; ) {
            report.progress("  %.0f/s accepted, %,d in all".formatted(last, rows));
            last = target.submit(plan.seconds()).get("rate");
        }
        last = target.submit(plan.seconds()).get("rate");
        report.note(
                "accepted/s: %.0f at first, %.0f with %,d waiting",
                first, last, number(database, ROWS));
        // It would wait for the task that holds its slot.
        server.kill();
    }

    /** By a replica with its defaults, which gets more tasks in the middle of it. */
    private static void workOff(Context context, Database database) throws Exception {
        Rounds.Plan plan = context.options().plan();
        Map<String, String> settings = database.settings(BASE);
        settings.put("HANDOFF_TASKS_QUEUE_LIMIT", "10000000");
        ServerProcess server = context.servers().handoff(Servers.HANDOFF, settings);
        ProcessTarget target = new ProcessTarget(context, List.of(server));
        double cold = donePerSecond(target, plan.warmUpSeconds());
        double warm = donePerSecond(target, plan.seconds());
        // Its HTTP side is still cold.
        target.submit(plan.warmUpSeconds());
        double accepts = target.submit(plan.seconds()).get("rate");
        // The one that held the slot counts as running on the killed replica until its lease ends.
        long wanted = number(database, ROWS) - 1;
        long done = target.done();
        double all = (wanted - done) / target.awaitDone(wanted, DRAIN_LIMIT);
        context.report()
                .note(
                        "done/s: %.0f in the first %d s after the start, then %.0f; %.0f/s were"
                                + " accepted meanwhile; %.0f done/s until none waited",
                        cold, plan.warmUpSeconds(), warm, accepts, all);
    }

    private static double donePerSecond(ProcessTarget target, int seconds) throws IOException {
        long before = target.done();
        LockSupport.parkNanos(seconds * 1_000_000_000L);
        return (target.done() - before) / (double) seconds;
    }

    private static List<String> size(Database database, String when) throws SQLException {
        database.execute(BASE, "SELECT pg_stat_force_next_flush()");
        long rows = number(database, ROWS);
        long table = number(database, "SELECT pg_table_size('tasks')");
        long indexes = number(database, "SELECT pg_indexes_size('tasks')");
        long dead = number(database, DEAD);
        long wal = number(database, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
        return List.of(
                when,
                "%,d".formatted(rows),
                "%.0f".formatted(table / MIB),
                "%.0f".formatted(indexes / MIB),
                "%.0f".formatted((table + indexes) / (double) Math.max(1, rows)),
                "%,d".formatted(dead),
                "%.0f".formatted(wal / MIB));
    }

    private static long number(Database database, String sql) throws SQLException {
        return Long.parseLong(database.query(BASE, sql));
    }
}
