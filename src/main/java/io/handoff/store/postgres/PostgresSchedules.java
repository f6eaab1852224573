package io.handoff.store.postgres;

import io.handoff.schedule.Schedule;
import io.handoff.schedule.ScheduleStore;
import io.handoff.store.GroupCommit;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Schedules in the same database as the tasks. */
final class PostgresSchedules implements ScheduleStore {

    private static final String ALL = "SELECT " + ScheduleRows.ROWS.names() + " FROM schedules";

    private static final String ONE = ALL + " WHERE id = ?";

    private static final String DUE =
            ALL
                    + " WHERE next_at > 0 AND next_at <= ? AND kind = ANY (?::text[])"
                    + " ORDER BY next_at LIMIT ?";

    private static final String INSERT = ScheduleRows.ROWS.insertInto("schedules");

    /** Any number that is not the schema's lock: "sched" in ASCII. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(495672042852)";

    private static final String RESCHEDULE =
            "UPDATE schedules SET next_at = ? WHERE id = ? AND next_at = ?";

    private final Readers readers;
    private final GroupCommit<WriterConnection> writer;

    PostgresSchedules(Readers readers, GroupCommit<WriterConnection> writer) {
        this.readers = readers;
        this.writer = writer;
    }

    /** One replica at a time until its commit: who counts must see what the others add. */
    @Override
    public CompletionStage<Added> add(Schedule schedule, long perOwner, long all) {
        return writer.submit(
                writerConnection -> {
                    writerConnection.bind(LOCK).first(row -> true);
                    if (own(writerConnection, schedule.owner()) >= perOwner) {
                        return Added.OWNER_FULL;
                    }
                    if (count(writerConnection.bind("SELECT count(*) FROM schedules")) >= all) {
                        return Added.FULL;
                    }
                    ScheduleRows.ROWS
                            .bind(writerConnection.bind(INSERT), List.of(schedule))
                            .update();
                    return Added.STORED;
                });
    }

    private static long own(WriterConnection writerConnection, String owner) throws SQLException {
        return count(
                writerConnection
                        .bind("SELECT count(*) FROM schedules WHERE owner = ?")
                        .text(owner));
    }

    private static long count(Binding query) throws SQLException {
        return query.first(row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public Optional<Schedule> find(String id) {
        return readers.ask(writerConnection -> find(writerConnection, id));
    }

    private static Optional<Schedule> find(WriterConnection writerConnection, String id)
            throws SQLException {
        return writerConnection.bind(ONE).text(id).first(ScheduleRows::read);
    }

    @Override
    public List<Schedule> list(String owner, String before, int limit) {
        String query =
                ALL
                        + " WHERE id < ?"
                        + (owner == null ? "" : " AND owner = ?")
                        + " ORDER BY id DESC LIMIT ?";
        return readers.ask(
                writerConnection -> {
                    Binding binding =
                            writerConnection.bind(query).text(before == null ? "~" : before);
                    return (owner == null ? binding : binding.text(owner))
                            .number(limit)
                            .all(ScheduleRows::read);
                });
    }

    @Override
    public List<Schedule> due(Set<String> kinds, long now, int limit) {
        return readers.ask(
                writerConnection ->
                        writerConnection
                                .bind(DUE)
                                .number(now)
                                .texts(kinds.toArray(String[]::new))
                                .number(limit)
                                .all(ScheduleRows::read));
    }

    @Override
    public Set<String> kinds() {
        return readers.ask(
                writerConnection ->
                        new TreeSet<>(
                                writerConnection
                                        .bind(
                                                "SELECT DISTINCT kind FROM schedules WHERE next_at > 0")
                                        .all(row -> row.getString(1))));
    }

    @Override
    public CompletionStage<Optional<Schedule>> pause(String id) {
        return writer.submit(
                writerConnection -> {
                    writerConnection
                            .bind("UPDATE schedules SET next_at = 0 WHERE id = ?")
                            .text(id)
                            .update();
                    return find(writerConnection, id);
                });
    }

    @Override
    public CompletionStage<Optional<Schedule>> reschedule(String id, long from, long to) {
        return writer.submit(
                writerConnection -> {
                    writerConnection.bind(RESCHEDULE).number(to).text(id).number(from).update();
                    return find(writerConnection, id);
                });
    }

    @Override
    public CompletionStage<Boolean> delete(String id) {
        return writer.submit(
                writerConnection ->
                        writerConnection
                                        .bind("DELETE FROM schedules WHERE id = ?")
                                        .text(id)
                                        .update()
                                == 1);
    }
}
