package io.handoff.store.sql;

import io.handoff.event.Channels;
import io.handoff.event.EventPage;
import io.handoff.event.InboxPage;
import io.handoff.schedule.ScheduleStore;
import io.handoff.store.GroupCommit;
import io.handoff.store.GroupCommit.Write;
import io.handoff.task.Backlog;
import io.handoff.task.Retention;
import io.handoff.task.Task;
import io.handoff.task.TaskHistory;
import io.handoff.task.TaskQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a store does alike in both databases: all of its reads, and the writes off the hot path. */
public abstract class SqlStore implements Store {

    private final ReaderPool readers;
    private final GroupCommit<SqlSession> writer;

    protected SqlStore(ReaderPool readers, GroupCommit<SqlSession> writer) {
        this.readers = readers;
        this.writer = writer;
    }

    /** Queues a write; the stage completes when it is durable. */
    protected final <T> CompletionStage<T> submit(Write<SqlSession, T> write) {
        return writer.submit(write);
    }

    @Override
    public final Optional<Task> find(String id) {
        return readers.query(session -> TaskReads.find(session, id));
    }

    @Override
    public final List<Task> list(TaskQuery query) {
        return readers.query(session -> TaskReads.list(session, query));
    }

    @Override
    public final long count(TaskQuery query) {
        return readers.query(session -> TaskReads.count(session, query));
    }

    /** The numbers are as exact as {@link Dialect#countTasks}. */
    @Override
    public final Backlog backlog() {
        return readers.query(TaskReads::backlog);
    }

    @Override
    public final CompletionStage<Integer> purge(Retention retention) {
        return submit(session -> purge(session, retention));
    }

    /** How many rows were deleted whose retention is over. */
    protected int purge(SqlSession session, Retention retention) throws SQLException {
        return new Purge(session, retention).run();
    }

    @Override
    public final EventPage read(String channel, long after, int limit) {
        if (channel.startsWith(Channels.TASK)) {
            Optional<Task> task = find(channel.substring(Channels.TASK.length()));
            return TaskHistory.page(task, after, limit);
        }
        return readers.query(
                session -> {
                    long last = EventRows.last(session, channel);
                    return EventPage.of(
                            last, EventRows.read(session, channel, after, limit), after);
                });
    }

    @Override
    public final InboxPage inbox(String channel, long before, int limit, long now) {
        return readers.query(session -> InboxRows.page(session, channel, before, limit, now));
    }

    @Override
    public final CompletionStage<Marked> markRead(String channel, @Nullable String id, long now) {
        return submit(session -> InboxRows.mark(session, channel, id, now));
    }

    @Override
    public final ScheduleStore scheduleStore() {
        return new SqlSchedules(readers, writer);
    }

    @Override
    public final int queuedWrites() {
        return writer.queued();
    }

    /** Writes what is queued, then closes all connections. */
    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
