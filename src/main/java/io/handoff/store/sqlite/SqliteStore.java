package io.handoff.store.sqlite;

import io.handoff.store.Accepted;
import io.handoff.store.Announcement;
import io.handoff.store.Backlog;
import io.handoff.store.Channels;
import io.handoff.store.Event;
import io.handoff.store.EventPage;
import io.handoff.store.GroupCommit;
import io.handoff.store.InboxPage;
import io.handoff.store.Moved;
import io.handoff.store.Passes;
import io.handoff.store.Retention;
import io.handoff.store.Schedules;
import io.handoff.store.Selection;
import io.handoff.store.Store;
import io.handoff.store.Submission;
import io.handoff.store.Task;
import io.handoff.store.TaskQuery;
import io.handoff.store.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Tasks and events in one SQLite file of the data directory. */
public final class SqliteStore implements Store {

    private static final String BEAT = "UPDATE heartbeat SET beats = beats + 1 WHERE id = 1";

    private static final String DISCARD = "DELETE FROM tasks WHERE id = ? AND state >= 3";

    private final SqliteFile file;
    private final GroupCommit<Session> writer;
    private final EventRows events;

    SqliteStore(SqliteFile file, GroupCommit<Session> writer, EventRows events) {
        this.file = file;
        this.writer = writer;
        this.events = events;
    }

    @Override
    public CompletionStage<Accepted> accept(Submission submission) {
        return writer.submit(new AcceptWrite(submission));
    }

    @Override
    public CompletionStage<Moved> move(Transition transition) {
        return writer.submit(new MoveWrite(transition, events));
    }

    @Override
    public CompletionStage<List<Moved>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        return writer.submit(new AdvanceWrite(selection, limit, now, step, events));
    }

    @Override
    public Optional<Task> find(String id) {
        return file.readers().ask(session -> TaskReads.find(session, id));
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return file.readers().ask(session -> TaskReads.list(session, query));
    }

    @Override
    public long count(TaskQuery query) {
        return file.readers().ask(session -> TaskReads.count(session, query));
    }

    @Override
    public CompletionStage<Integer> discard(List<String> ids) {
        return writer.submit(
                session -> {
                    int gone = 0;
                    for (String id : ids) {
                        gone += session.bind(DISCARD).text(id).update();
                    }
                    return gone;
                });
    }

    @Override
    public Backlog backlog() {
        return file.readers().ask(TaskReads::backlog);
    }

    @Override
    public CompletionStage<Integer> purge(Retention retention) {
        return writer.submit(new PurgeWrite(retention));
    }

    @Override
    public CompletionStage<Void> ping() {
        return writer.submit(
                session -> {
                    session.bind(BEAT).update();
                    return null;
                });
    }

    @Override
    public EventPage read(String channel, long after, int limit) {
        if (channel.startsWith(Channels.TASK)) {
            Optional<Task> task = find(channel.substring(Channels.TASK.length()));
            return EventPage.ofTask(task, after, limit);
        }
        return file.readers()
                .ask(
                        session -> {
                            long last = events.last(session, channel);
                            List<Event> found = events.read(session, channel, after, limit);
                            return EventPage.of(last, found, after);
                        });
    }

    @Override
    public CompletionStage<Appended> append(Announcement event) {
        return writer.submit(new AppendWrite(event, events));
    }

    @Override
    public InboxPage inbox(String channel, long before, int limit, long now) {
        return file.readers().ask(session -> InboxRows.page(session, channel, before, limit, now));
    }

    @Override
    public CompletionStage<Marked> markRead(String channel, String id, long now) {
        return writer.submit(session -> InboxRows.mark(session, events, channel, id, now));
    }

    GroupCommit<Session> writer() {
        return writer;
    }

    @Override
    public boolean shared() {
        return false;
    }

    /** Nothing to do: the lock of the data directory is the lease, and ends with the process. */
    @Override
    public CompletionStage<Boolean> renew(Duration lease) {
        return CompletableFuture.completedStage(true);
    }

    @Override
    public Schedules schedules() {
        return new SqliteSchedules(file.readers(), writer);
    }

    @Override
    public Optional<Passes> passes() {
        return Optional.empty();
    }

    @Override
    public int queuedWrites() {
        return writer.queued();
    }

    /** Finishes what is queued, then gives the data directory free. */
    @Override
    public void close() {
        writer.close();
        file.close();
    }
}
