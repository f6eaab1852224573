package io.handoff.store.sqlite;

import io.handoff.access.TicketRows;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit;
import io.handoff.store.sql.ReaderPool;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.SqlStore;
import io.handoff.store.sql.TaskConditions;
import io.handoff.store.sql.TaskSelection;
import io.handoff.task.Accepted;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
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
public final class SqliteStore extends SqlStore {

    private static final String BEAT = "UPDATE heartbeat SET beats = beats + 1 WHERE id = 1";

    private static final String DISCARD =
            "DELETE FROM tasks WHERE id = ? AND " + TaskConditions.ENDED;

    private final LockedFile file;
    private final Checkpoints checkpoints;
    private final GroupCommit<SqlSession> writer;
    private final EventWrites events;

    SqliteStore(
            LockedFile file,
            Checkpoints checkpoints,
            ReaderPool readers,
            GroupCommit<SqlSession> writer,
            EventWrites events) {
        super(readers, writer);
        this.file = file;
        this.checkpoints = checkpoints;
        this.writer = writer;
        this.events = events;
    }

    @Override
    public CompletionStage<Accepted> accept(Submission submission) {
        return submit(new AcceptWrite(submission));
    }

    @Override
    public CompletionStage<TransitionResult> move(Transition transition) {
        return submit(new MoveWrite(transition, events));
    }

    @Override
    public CompletionStage<List<TransitionResult>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        return submit(new AdvanceWrite(new TaskSelection(selection, limit, now, step), events));
    }

    @Override
    public CompletionStage<Appended> append(NewEvent event) {
        return submit(new AppendWrite(event, events));
    }

    @Override
    public CompletionStage<Integer> discard(List<String> ids) {
        return submit(
                session -> {
                    int gone = 0;
                    for (String id : ids) {
                        gone += session.statement(DISCARD).text(id).update();
                    }
                    return gone;
                });
    }

    @Override
    public CompletionStage<Void> ping() {
        return submit(
                session -> {
                    session.statement(BEAT).update();
                    return null;
                });
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
    public Optional<TicketRows> ticketRows() {
        return Optional.empty();
    }

    GroupCommit<SqlSession> writer() {
        return writer;
    }

    /** Writes what is queued, then unlocks the data directory. */
    @Override
    public void close() {
        super.close();
        checkpoints.close();
        file.close();
    }
}
