package io.handoff.store.postgres;

import io.handoff.access.TicketRows;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit;
import io.handoff.store.sql.ReaderPool;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.SqlStatement;
import io.handoff.store.sql.SqlStore;
import io.handoff.store.sql.TaskConditions;
import io.handoff.store.sql.TaskSelection;
import io.handoff.task.Accepted;
import io.handoff.task.Retention;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Tasks and events in a PostgreSQL database that several processes may share. */
public final class PostgresStore extends SqlStore implements TicketRows {

    private static final String DISCARD =
            "DELETE FROM tasks WHERE id = ANY (?) AND " + TaskConditions.ENDED;

    private final GroupCommit<SqlSession> writer;
    private final ReaderPool readers;
    private final String node;

    PostgresStore(ReaderPool readers, GroupCommit<SqlSession> writer, String node) {
        super(readers, writer);
        this.readers = readers;
        this.writer = writer;
        this.node = node;
    }

    @Override
    public CompletionStage<Accepted> accept(Submission submission) {
        return submit(new BatchedWrite.Accept(submission));
    }

    @Override
    public CompletionStage<TransitionResult> move(Transition transition) {
        return submit(new BatchedWrite.Move(transition));
    }

    @Override
    public CompletionStage<List<TransitionResult>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        return submit(new BatchedWrite.Advance(new TaskSelection(selection, limit, now, step)));
    }

    @Override
    public CompletionStage<Integer> discard(List<String> ids) {
        return submit(
                session -> {
                    SqlStatement delete = session.statement(DISCARD);
                    return delete.array(ArrayRows.texts(delete, ids.toArray(String[]::new)))
                            .update();
                });
    }

    @Override
    protected int purge(SqlSession session, Retention retention) throws SQLException {
        NodeRows.deleteGone(session);
        TicketBatch.sweep(session, retention.limit());
        return super.purge(session, retention);
    }

    @Override
    public CompletionStage<Void> ping() {
        return submit(
                session -> {
                    NodeRows.beat(session);
                    return null;
                });
    }

    @Override
    public CompletionStage<Appended> append(NewEvent event) {
        return submit(new BatchedWrite.Append(event));
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public OptionalLong now() {
        return OptionalLong.of(readers.query(NodeRows::clock));
    }

    @Override
    public CompletionStage<Boolean> renew(Duration lease) {
        return submit(session -> NodeRows.renew(session, lease));
    }

    @Override
    public Optional<TicketRows> ticketRows() {
        return Optional.of(this);
    }

    @Override
    public CompletionStage<Boolean> put(String key, String text, Duration ttl, int limit) {
        return submit(new BatchedWrite.PutTicket(key, text, ttl, limit));
    }

    @Override
    public CompletionStage<Optional<String>> take(String key) {
        return submit(new BatchedWrite.TakeTicket(key));
    }

    /** Id of this process among those that share the store. */
    String node() {
        return node;
    }

    GroupCommit<SqlSession> writer() {
        return writer;
    }

    /** Writes what is queued, gives the lease back, and closes all connections. */
    @Override
    public void close() {
        submit(
                session -> {
                    NodeRows.leave(session);
                    return null;
                });
        super.close();
    }
}
