package io.handoff.store.sqlite;

import io.handoff.access.TicketRows;
import io.handoff.event.Channels;
import io.handoff.event.Event;
import io.handoff.event.EventPage;
import io.handoff.event.InboxPage;
import io.handoff.event.NewEvent;
import io.handoff.schedule.ScheduleStore;
import io.handoff.store.GroupCommit;
import io.handoff.store.sql.Store;
import io.handoff.task.Accepted;
import io.handoff.task.Backlog;
import io.handoff.task.Retention;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskHistory;
import io.handoff.task.TaskQuery;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
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
    private final GroupCommit<WriterConnection> writer;
    private final EventRows events;

    SqliteStore(SqliteFile file, GroupCommit<WriterConnection> writer, EventRows events) {
        this.file = file;
        this.writer = writer;
        this.events = events;
    }

    @Override
    public CompletionStage<Accepted> accept(Submission submission) {
        return writer.submit(new AcceptWrite(submission));
    }

    @Override
    public CompletionStage<TransitionResult> move(Transition transition) {
        return writer.submit(new MoveWrite(transition, events));
    }

    @Override
    public CompletionStage<List<TransitionResult>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        return writer.submit(new AdvanceWrite(selection, limit, now, step, events));
    }

    @Override
    public Optional<Task> find(String id) {
        return file.readers().ask(writerConnection -> TaskReads.find(writerConnection, id));
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return file.readers().ask(writerConnection -> TaskReads.list(writerConnection, query));
    }

    @Override
    public long count(TaskQuery query) {
        return file.readers().ask(writerConnection -> TaskReads.count(writerConnection, query));
    }

    @Override
    public CompletionStage<Integer> discard(List<String> ids) {
        return writer.submit(
                writerConnection -> {
                    int gone = 0;
                    for (String id : ids) {
                        gone += writerConnection.bind(DISCARD).text(id).update();
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
                writerConnection -> {
                    writerConnection.bind(BEAT).update();
                    return null;
                });
    }

    @Override
    public EventPage read(String channel, long after, int limit) {
        if (channel.startsWith(Channels.TASK)) {
            Optional<Task> task = find(channel.substring(Channels.TASK.length()));
            return TaskHistory.page(task, after, limit);
        }
        return file.readers()
                .ask(
                        writerConnection -> {
                            long last = events.last(writerConnection, channel);
                            List<Event> found =
                                    events.read(writerConnection, channel, after, limit);
                            return EventPage.of(last, found, after);
                        });
    }

    @Override
    public CompletionStage<Appended> append(NewEvent event) {
        return writer.submit(new AppendWrite(event, events));
    }

    @Override
    public InboxPage inbox(String channel, long before, int limit, long now) {
        return file.readers()
                .ask(
                        writerConnection ->
                                InboxRows.page(writerConnection, channel, before, limit, now));
    }

    @Override
    public CompletionStage<Marked> markRead(String channel, String id, long now) {
        return writer.submit(
                writerConnection -> InboxRows.mark(writerConnection, events, channel, id, now));
    }

    GroupCommit<WriterConnection> writer() {
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
    public ScheduleStore scheduleStore() {
        return new SqliteSchedules(file.readers(), writer);
    }

    @Override
    public Optional<TicketRows> ticketRows() {
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
