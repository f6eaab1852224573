package io.handoff.store.postgres;

import io.handoff.event.Event;
import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All that one group tells, stored together; then each write gets back what became of its part. */
final class EventOutbox {

    private final Map<List<String>, Event> known;
    private final Map<List<String>, Integer> fresh = new HashMap<>();
    private final List<NewEvent> news = new ArrayList<>();
    private final List<Consumer<List<Event>>> answers = new ArrayList<>();

    /**
     * @param known what is published already, by {@link Published#place}
     */
    EventOutbox(Map<List<String>, Event> known) {
        this.known = known;
    }

    /** What a step announces, if it was made. */
    void add(TransitionResult transitionResult, Consumer<TransitionResult> then) {
        List<NewEvent> newEvents = transitionResult.transition().newEvents();
        if (!transitionResult.made() || newEvents.isEmpty()) {
            then.accept(transitionResult);
            return;
        }
        int from = news.size();
        news.addAll(newEvents);
        int to = news.size();
        answers.add(
                stored ->
                        then.accept(
                                new TransitionResult(
                                        transitionResult.transition(),
                                        true,
                                        List.copyOf(stored.subList(from, to)))));
    }

    /** What is published, unless it was before. */
    void add(NewEvent event, Consumer<Appended> then) {
        List<String> place = Published.place(event.channel(), event.id());
        Event before = known.get(place);
        if (before != null) {
            then.accept(new Appended(before, false));
            return;
        }
        Integer first = fresh.putIfAbsent(place, news.size());
        if (first == null) {
            int own = news.size();
            news.add(event);
            answers.add(stored -> then.accept(new Appended(stored.get(own), true)));
        } else {
            answers.add(stored -> then.accept(new Appended(stored.get(first), false)));
        }
    }

    void store(WriterConnection writerConnection, EventBatch events) throws SQLException {
        List<Event> stored = events.append(writerConnection, news);
        Published.remember(writerConnection, fresh.values().stream().map(stored::get).toList());
        answers.forEach(answer -> answer.accept(stored));
    }
}
