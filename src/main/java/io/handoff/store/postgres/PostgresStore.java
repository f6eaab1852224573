package io.handoff.store.postgres;

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
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Tasks and events in a PostgreSQL database that several processes may share. */
public final class PostgresStore implements Store, Passes {

    private static final String DISCARD = "DELETE FROM tasks WHERE id = ANY (?) AND state >= 3";

    private final Readers readers;
    private final GroupCommit<Session> writer;
    private final String node;

    PostgresStore(Readers readers, GroupCommit<Session> writer, String node) {
        this.readers = readers;
        this.writer = writer;
        this.node = node;
    }

    @Override
    public CompletionStage<Accepted> accept(Submission submission) {
        return writer.submit(new Change.Accept(submission));
    }

    @Override
    public CompletionStage<Moved> move(Transition transition) {
        return writer.submit(new Change.Move(transition));
    }

    @Override
    public CompletionStage<List<Moved>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        return writer.submit(new Change.Advance(selection, limit, now, step));
    }

    @Override
    public Optional<Task> find(String id) {
        return readers.ask(session -> TaskReads.find(session, id));
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return readers.ask(session -> TaskReads.list(session, query));
    }

    @Override
    public long count(TaskQuery query) {
        return readers.ask(session -> TaskReads.count(session, query));
    }

    @Override
    public CompletionStage<Integer> discard(List<String> ids) {
        return writer.submit(
                session -> session.bind(DISCARD).texts(ids.toArray(String[]::new)).update());
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
                session -> {
                    NodeRows.beat(session);
                    return null;
                });
    }

    @Override
    public EventPage read(String channel, long after, int limit) {
        if (channel.startsWith(Channels.TASK)) {
            Optional<Task> task = find(channel.substring(Channels.TASK.length()));
            return EventPage.ofTask(task, after, limit);
        }
        return readers.ask(
                session -> {
                    long last = EventRows.last(session, channel);
                    List<Event> found = EventRows.read(session, channel, after, limit);
                    return EventPage.of(last, found, after);
                });
    }

    @Override
    public CompletionStage<Appended> append(Announcement event) {
        return writer.submit(new Change.Append(event));
    }

    @Override
    public InboxPage inbox(String channel, long before, int limit, long now) {
        return readers.ask(session -> InboxRows.page(session, channel, before, limit, now));
    }

    @Override
    public CompletionStage<Marked> markRead(String channel, String id, long now) {
        return writer.submit(session -> InboxRows.mark(session, channel, id, now));
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public CompletionStage<Boolean> renew(Duration lease) {
        return writer.submit(session -> NodeRows.renew(session, lease));
    }

    @Override
    public Schedules schedules() {
        return new PostgresSchedules(readers, writer);
    }

    @Override
    public Optional<Passes> passes() {
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

    GroupCommit<Session> writer() {
        return writer;
    }

    /** Finishes what is queued, gives the lease back, and leaves. */
    @Override
    public void close() {
        writer.submit(
                session -> {
                    NodeRows.leave(session);
                    return null;
                });
        writer.close();
        readers.close();
    }
}
