package io.handoff.store.sql;

import io.handoff.schedule.Schedule;
import io.handoff.schedule.ScheduleStore;
import io.handoff.store.GroupCommit;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Schedules in the same database as the tasks. */
final class SqlSchedules implements ScheduleStore {

    private static final String SELECT =
            "SELECT " + ScheduleRows.COLUMNS.names() + " FROM schedules";

    private static final String FIND = SELECT + " WHERE id = ?";

    private static final String DUE =
            SELECT
                    + " WHERE next_at > 0 AND next_at <= ? AND kind IN (%s) ORDER BY next_at LIMIT"
                    + " ?";

    private static final String KINDS = "SELECT DISTINCT kind FROM schedules WHERE next_at > 0";

    private static final String COUNT = "SELECT count(*) FROM schedules";

    private static final String COUNT_OWN = COUNT + " WHERE owner = ?";

    private static final String INSERT = ScheduleRows.COLUMNS.insertInto("schedules");

    private static final String PAUSE = "UPDATE schedules SET next_at = 0 WHERE id = ?";

    private static final String RESCHEDULE =
            "UPDATE schedules SET next_at = ? WHERE id = ? AND next_at = ?";

    private static final String DELETE = "DELETE FROM schedules WHERE id = ?";

    /** Sorts after every id. */
    private static final String AFTER_ALL = "~";

    private final ReaderPool readers;
    private final GroupCommit<SqlSession> writer;

    SqlSchedules(ReaderPool readers, GroupCommit<SqlSession> writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletionStage<Added> add(Schedule schedule, long perOwner, long all) {
        return writer.submit(session -> add(session, schedule, perOwner, all));
    }

    private static Added add(SqlSession session, Schedule schedule, long perOwner, long all)
            throws SQLException {
        session.dialect().lockSchedules(session);
        if (session.statement(COUNT_OWN).text(schedule.owner()).firstNumber() >= perOwner) {
            return Added.OWNER_FULL;
        }
        if (session.statement(COUNT).firstNumber() >= all) {
            return Added.FULL;
        }
        ScheduleRows.COLUMNS.bind(session.statement(INSERT), schedule).update();
        return Added.STORED;
    }

    @Override
    public Optional<Schedule> find(String id) {
        return readers.query(session -> find(session, id));
    }

    private static Optional<Schedule> find(SqlSession session, String id) throws SQLException {
        return session.statement(FIND).text(id).first(ScheduleRows::read);
    }

    @Override
    public List<Schedule> list(@Nullable String owner, @Nullable String before, int limit) {
        String sql =
                SELECT
                        + " WHERE id < ?"
                        + (owner == null ? "" : " AND owner = ?")
                        + " ORDER BY id DESC LIMIT ?";
        return readers.query(
                session -> {
                    SqlStatement select =
                            session.statement(sql).text(before == null ? AFTER_ALL : before);
                    return (owner == null ? select : select.text(owner))
                            .number(limit)
                            .all(ScheduleRows::read);
                });
    }

    @Override
    public List<Schedule> due(Set<String> kinds, long now, int limit) {
        String sql = DUE.formatted(String.join(", ", Collections.nCopies(kinds.size(), "?")));
        return readers.query(
                session -> {
                    SqlStatement select = session.statement(sql).number(now);
                    for (String kind : kinds) {
                        select.text(kind);
                    }
                    return select.number(limit).all(ScheduleRows::read);
                });
    }

    @Override
    public Set<String> kinds() {
        return readers.query(
                session -> new TreeSet<>(session.statement(KINDS).all(row -> row.getString(1))));
    }

    @Override
    public CompletionStage<Optional<Schedule>> pause(String id) {
        return writer.submit(
                session -> {
                    session.statement(PAUSE).text(id).update();
                    return find(session, id);
                });
    }

    @Override
    public CompletionStage<Optional<Schedule>> reschedule(String id, long from, long to) {
        return writer.submit(
                session -> {
                    session.statement(RESCHEDULE).number(to).text(id).number(from).update();
                    return find(session, id);
                });
    }

    @Override
    public CompletionStage<Boolean> delete(String id) {
        return writer.submit(session -> session.statement(DELETE).text(id).update() == 1);
    }
}
