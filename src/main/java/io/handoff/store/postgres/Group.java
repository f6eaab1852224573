package io.handoff.store.postgres;

import io.handoff.event.Event;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit.Write;
import io.handoff.store.postgres.Change.Accept;
import io.handoff.store.postgres.Change.Advance;
import io.handoff.store.postgres.Change.Append;
import io.handoff.store.postgres.Change.Move;
import io.handoff.store.postgres.Change.Put;
import io.handoff.store.postgres.Change.Take;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The writes of one transaction, alike ones in one statement, because each round trip counts: new
 * tasks first, then steps, then claims, then the events of all of these in the order in which the
 * writes came, then passes, then what is left. Nothing in a group can depend on another's outcome:
 * whoever waits for one has not sent the other yet.
 */
final class Group {

    private final WriterConnection writerConnection;
    private final EventBatch events;
    private final List<Write<WriterConnection, ?>> writes;
    private final Object[] values;
    private final List<Task> starts = new ArrayList<>();

    Group(
            WriterConnection writerConnection,
            EventBatch events,
            List<Write<WriterConnection, ?>> writes) {
        this.writerConnection = writerConnection;
        this.events = events;
        this.writes = writes;
        this.values = new Object[writes.size()];
    }

    /** What each write returns, in their order. */
    List<Object> run() throws Exception {
        accept();
        move();
        advance();
        tell();
        pass();
        for (int i = 0; i < values.length; i++) {
            if (!(writes.get(i) instanceof Change<?>)) {
                values[i] = writes.get(i).apply(writerConnection);
            }
        }
        return Arrays.asList(values);
    }

    /** The tasks that stand as running here through this group, if it is committed. */
    List<Task> starts() {
        return starts;
    }

    private void accept() throws SQLException {
        List<Integer> places = places(Accept.class);
        if (places.isEmpty()) {
            return;
        }
        List<Submission> submissions =
                places.stream().map(i -> ((Accept) writes.get(i)).submission()).toList();
        List<Accepted> accepted = AcceptBatch.run(writerConnection, submissions);
        for (int n = 0; n < places.size(); n++) {
            values[places.get(n)] = accepted.get(n);
            if (accepted.get(n).how() == How.CREATED) {
                started(submissions.get(n).task());
            }
        }
    }

    private void move() throws SQLException {
        List<Integer> places = places(Move.class);
        List<TransitionResult> transitionResult =
                moved(places.stream().map(i -> ((Move) writes.get(i)).transition()).toList());
        put(places, transitionResult);
    }

    private void advance() throws SQLException {
        for (int i : places(Advance.class)) {
            List<TransitionResult> transitionResult =
                    moved(((Advance) writes.get(i)).steps(writerConnection));
            transitionResult.stream()
                    .filter(step -> step.transition().before().state() != TaskState.RUNNING)
                    .forEach(step -> started(step.task()));
            values[i] = transitionResult;
        }
    }

    private void started(Task task) {
        if (task.state() == TaskState.RUNNING) {
            starts.add(task);
        }
    }

    /** Without what they tell, which is not stored yet. */
    private List<TransitionResult> moved(List<Transition> steps) throws SQLException {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<Boolean> made = MoveBatch.run(writerConnection, steps);
        List<TransitionResult> transitionResult = new ArrayList<>(steps.size());
        for (int n = 0; n < steps.size(); n++) {
            transitionResult.add(new TransitionResult(steps.get(n), made.get(n), List.of()));
        }
        return transitionResult;
    }

    private void tell() throws SQLException {
        EventOutbox eventOutbox = new EventOutbox(known());
        for (int i = 0; i < values.length; i++) {
            tell(i, eventOutbox);
        }
        eventOutbox.store(writerConnection, events);
    }

    private Map<List<String>, Event> known() throws SQLException {
        List<NewEvent> asked =
                places(Append.class).stream().map(i -> ((Append) writes.get(i)).event()).toList();
        return asked.isEmpty() ? Map.of() : Published.known(writerConnection, asked);
    }

    private void tell(int i, EventOutbox eventOutbox) {
        if (writes.get(i) instanceof Append append) {
            eventOutbox.add(append.event(), appended -> values[i] = appended);
        } else if (values[i] instanceof TransitionResult transitionResult) {
            eventOutbox.add(transitionResult, told -> values[i] = told);
        } else if (writes.get(i) instanceof Advance) {
            TransitionResult[] all = ((List<?>) values[i]).toArray(TransitionResult[]::new);
            values[i] = Arrays.asList(all);
            for (int n = 0; n < all.length; n++) {
                int at = n;
                eventOutbox.add(all[n], told -> all[at] = told);
            }
        }
    }

    private void pass() throws SQLException {
        List<Integer> takes = places(Take.class);
        if (!takes.isEmpty()) {
            put(takes, TicketBatch.take(writerConnection, all(Take.class, takes)));
        }
        List<Integer> puts = places(Put.class);
        if (!puts.isEmpty()) {
            put(puts, TicketBatch.put(writerConnection, all(Put.class, puts)));
        }
    }

    private <C> List<C> all(Class<C> kind, List<Integer> places) {
        return places.stream().map(i -> kind.cast(writes.get(i))).toList();
    }

    private void put(List<Integer> places, List<?> results) {
        for (int n = 0; n < places.size(); n++) {
            values[places.get(n)] = results.get(n);
        }
    }

    private List<Integer> places(Class<? extends Change<?>> kind) {
        return IntStream.range(0, values.length)
                .filter(i -> kind.isInstance(writes.get(i)))
                .boxed()
                .toList();
    }
}
