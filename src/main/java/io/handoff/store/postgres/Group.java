package io.handoff.store.postgres;

import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit.PendingWrite;
import io.handoff.store.postgres.BatchedWrite.PutTicket;
import io.handoff.store.postgres.BatchedWrite.TakeTicket;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.TaskSelection;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The writes of one transaction, those of a kind in one statement, because each round trip counts:
 * new tasks first, then transitions, then selections, then the events of all of these in the order
 * in which the writes came, then tickets, then the other writes. No write of a group can depend on
 * the outcome of another: its caller would have waited for that before.
 */
final class Group {

    /** Adds the events of one write to those of the group. */
    private interface Announcement {
        void addTo(EventOutbox outbox);
    }

    private final SqlSession session;
    private final EventBatch events;
    private final Batch<Submission, Accepted> accepts = new Batch<>();
    private final Batch<Transition, TransitionResult> moves = new Batch<>();
    private final Batch<TaskSelection, List<TransitionResult>> advances = new Batch<>();
    private final List<NewEvent> published = new ArrayList<>();
    private final Batch<TakeTicket, Optional<String>> takes = new Batch<>();
    private final Batch<PutTicket, Boolean> puts = new Batch<>();
    private final List<PendingWrite<SqlSession, ?>> others = new ArrayList<>();

    /** In the order in which the writes came. */
    private final List<Announcement> announcements = new ArrayList<>();

    private final List<Task> starts = new ArrayList<>();

    Group(SqlSession session, EventBatch events) {
        this.session = session;
        this.events = events;
    }

    <T> void add(PendingWrite<SqlSession, T> pending) {
        if (pending.write() instanceof BatchedWrite<T> batched) {
            batched.addTo(this, pending::setResult);
        } else {
            others.add(pending);
        }
    }

    void accept(Submission submission, Consumer<Accepted> result) {
        accepts.add(
                submission,
                accepted -> {
                    if (accepted.how() == How.CREATED) {
                        noteStart(submission.task());
                    }
                    result.accept(accepted);
                });
    }

    void move(Transition transition, Consumer<TransitionResult> result) {
        int place = reserveAnnouncement();
        moves.add(
                transition, moved -> announcements.set(place, outbox -> outbox.add(moved, result)));
    }

    void advance(TaskSelection tasks, Consumer<List<TransitionResult>> result) {
        int place = reserveAnnouncement();
        advances.add(
                tasks, moved -> announcements.set(place, outbox -> outbox.addAll(moved, result)));
    }

    private int reserveAnnouncement() {
        announcements.add(outbox -> {});
        return announcements.size() - 1;
    }

    void append(NewEvent event, Consumer<Appended> result) {
        published.add(event);
        announcements.add(outbox -> outbox.publish(event, result));
    }

    void takeTicket(TakeTicket take, Consumer<Optional<String>> result) {
        takes.add(take, result);
    }

    void putTicket(PutTicket put, Consumer<Boolean> result) {
        puts.add(put, result);
    }

    /** Carries out the writes; each of them gets its result. */
    void run() throws Exception {
        accepts.run(submissions -> AcceptBatch.run(session, submissions));
        moves.run(this::write);
        advances.run(this::advanceAll);
        storeEvents();
        takes.run(tickets -> TicketBatch.take(session, tickets));
        puts.run(tickets -> TicketBatch.put(session, tickets));
        for (PendingWrite<SqlSession, ?> other : others) {
            other.apply(session);
        }
    }

    /** The tasks that run on this node through this group, if it is committed. */
    List<Task> starts() {
        return starts;
    }

    private List<List<TransitionResult>> advanceAll(List<TaskSelection> selections)
            throws SQLException {
        List<List<TransitionResult>> results = new ArrayList<>();
        for (TaskSelection tasks : selections) {
            List<TransitionResult> moved = write(tasks.transitions(session));
            for (TransitionResult result : moved) {
                if (result.transition().before().state() != TaskState.RUNNING) {
                    noteStart(result.task());
                }
            }
            results.add(moved);
        }
        return results;
    }

    private void noteStart(Task task) {
        if (task.state() == TaskState.RUNNING) {
            starts.add(task);
        }
    }

    /** The results are without events, which are not stored yet. */
    private List<TransitionResult> write(List<Transition> transitions) throws SQLException {
        if (transitions.isEmpty()) {
            return List.of();
        }
        List<Boolean> made = MoveBatch.run(session, transitions);
        List<TransitionResult> results = new ArrayList<>(transitions.size());
        for (int i = 0; i < transitions.size(); i++) {
            results.add(new TransitionResult(transitions.get(i), made.get(i), List.of()));
        }
        return results;
    }

    private void storeEvents() throws SQLException {
        EventOutbox outbox =
                new EventOutbox(
                        published.isEmpty() ? Map.of() : PublishedRows.find(session, published));
        announcements.forEach(announcement -> announcement.addTo(outbox));
        outbox.store(session, events);
    }
}
