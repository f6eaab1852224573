package io.handoff.store.postgres;

import io.handoff.event.Event;
import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.store.postgres.PublishedRows.Key;
import io.handoff.store.sql.SqlSession;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The events of one group, stored together; then each write gets its part of them. */
final class EventOutbox {

    private final Map<Key, Event> known;
    private final Map<Key, Integer> publishedHere = new HashMap<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final List<Consumer<List<Event>>> answers = new ArrayList<>();

    /**
     * @param known what was published before
     */
    EventOutbox(Map<Key, Event> known) {
        this.known = known;
    }

    /**
     * Adds the events of a transition, if it was made.
     *
     * @param then called with the result and its stored events; in the order of these calls
     */
    void add(TransitionResult result, Consumer<TransitionResult> then) {
        List<NewEvent> own = result.transition().newEvents();
        if (!result.made() || own.isEmpty()) {
            answers.add(stored -> then.accept(result));
            return;
        }
        int from = events.size();
        events.addAll(own);
        int to = events.size();
        answers.add(
                stored -> {
                    List<Event> told = List.copyOf(stored.subList(from, to));
                    then.accept(new TransitionResult(result.transition(), true, told));
                });
    }

    void addAll(List<TransitionResult> results, Consumer<List<TransitionResult>> then) {
        List<TransitionResult> told = new ArrayList<>(results.size());
        results.forEach(result -> add(result, told::add));
        answers.add(stored -> then.accept(told));
    }

    /** Adds an event, unless it was published before. */
    void publish(NewEvent event, Consumer<Appended> then) {
        Key key = Key.of(event);
        Event earlier = known.get(key);
        if (earlier != null) {
            answers.add(stored -> then.accept(new Appended(earlier, false)));
            return;
        }
        Integer first = publishedHere.putIfAbsent(key, events.size());
        if (first == null) {
            int own = events.size();
            events.add(event);
            answers.add(stored -> then.accept(new Appended(stored.get(own), true)));
        } else {
            answers.add(stored -> then.accept(new Appended(stored.get(first), false)));
        }
    }

    void store(SqlSession session, EventBatch batch) throws SQLException {
        List<Event> stored = batch.append(session, events);
        PublishedRows.insert(session, publishedHere.values().stream().map(stored::get).toList());
        answers.forEach(answer -> answer.accept(stored));
    }
}
