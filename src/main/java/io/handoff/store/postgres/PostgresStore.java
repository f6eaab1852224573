package io.handoff.store.postgres;

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
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Tasks and events in a PostgreSQL database that several processes may share. */
public final class PostgresStore implements Store, TicketRows {

    private static final String DISCARD = "DELETE FROM tasks WHERE id = ANY (?) AND state >= 3";

    private final Readers readers;
    private final GroupCommit<WriterConnection> writer;
    private final String node;

    PostgresStore(Readers readers, GroupCommit<WriterConnection> writer, String node) {
        this.readers = readers;
        this.writer = writer;
        this.node = node;
    }

    @Override
    public CompletionStage<Accepted> accept(Submission submission) {
        return writer.submit(new Change.Accept(submission));
    }

    @Override
    public CompletionStage<TransitionResult> move(Transition transition) {
        return writer.submit(new Change.Move(transition));
    }

    @Override
    public CompletionStage<List<TransitionResult>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        return writer.submit(new Change.Advance(selection, limit, now, step));
    }

    @Override
    public Optional<Task> find(String id) {
        return readers.ask(writerConnection -> TaskReads.find(writerConnection, id));
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return readers.ask(writerConnection -> TaskReads.list(writerConnection, query));
    }

    @Override
    public long count(TaskQuery query) {
        return readers.ask(writerConnection -> TaskReads.count(writerConnection, query));
    }

    @Override
    public CompletionStage<Integer> discard(List<String> ids) {
        return writer.submit(
                writerConnection ->
                        writerConnection.bind(DISCARD).texts(ids.toArray(String[]::new)).update());
    }

    /** Exact up to {@value TaskReads#COUNTED} of each state, estimated above. */
    @Override
    public Backlog backlog() {
        return readers.ask(TaskReads::backlog);
    }

    @Override
    public CompletionStage<Integer> purge(Retention retention) {
        return writer.submit(new PurgeWrite(retention));
    }

    @Override
    public CompletionStage<Void> ping() {
        return writer.submit(
                writerConnection -> {
                    NodeRows.beat(writerConnection);
                    return null;
                });
    }

    @Override
    public EventPage read(String channel, long after, int limit) {
        if (channel.startsWith(Channels.TASK)) {
            Optional<Task> task = find(channel.substring(Channels.TASK.length()));
            return TaskHistory.page(task, after, limit);
        }
        return readers.ask(
                writerConnection -> {
                    long last = EventRows.last(writerConnection, channel);
                    List<Event> found = EventRows.read(writerConnection, channel, after, limit);
                    return EventPage.of(last, found, after);
                });
    }

    @Override
    public CompletionStage<Appended> append(NewEvent event) {
        return writer.submit(new Change.Append(event));
    }

    @Override
    public InboxPage inbox(String channel, long before, int limit, long now) {
        return readers.ask(
                writerConnection -> InboxRows.page(writerConnection, channel, before, limit, now));
    }

    @Override
    public CompletionStage<Marked> markRead(String channel, String id, long now) {
        return writer.submit(
                writerConnection -> InboxRows.mark(writerConnection, channel, id, now));
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public OptionalLong now() {
        return OptionalLong.of(readers.ask(NodeRows::clock));
    }

    @Override
    public CompletionStage<Boolean> renew(Duration lease) {
        return writer.submit(writerConnection -> NodeRows.renew(writerConnection, lease));
    }

    @Override
    public ScheduleStore scheduleStore() {
        return new PostgresSchedules(readers, writer);
    }

    @Override
    public Optional<TicketRows> ticketRows() {
        return Optional.of(this);
    }

    @Override
    public CompletionStage<Boolean> put(String key, String text, Duration ttl, int limit) {
        return writer.submit(new Change.Put(key, text, ttl, limit));
    }

    @Override
    public CompletionStage<Optional<String>> take(String key) {
        return writer.submit(new Change.Take(key));
    }

    @Override
    public int queuedWrites() {
        return writer.queued();
    }

    /** Id of this process among those that share the store. */
    String node() {
        return node;
    }

    GroupCommit<WriterConnection> writer() {
        return writer;
    }

    /** Finishes what is queued, gives the lease back, and leaves. */
    @Override
    public void close() {
        writer.submit(
                writerConnection -> {
                    NodeRows.leave(writerConnection);
                    return null;
                });
        writer.close();
        readers.close();
    }
}
