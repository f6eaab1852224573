package io.handoff.store.postgres;

import io.handoff.store.Announcement;
import io.handoff.store.Event;
import io.handoff.store.EventStore.Appended;
import io.handoff.store.Moved;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All that one group tells, stored together; then each write gets back what became of its part. */
final class Telling {

    private final Map<List<String>, Event> known;
    private final Map<List<String>, Integer> fresh = new HashMap<>();
    private final List<Announcement> news = new ArrayList<>();
    private final List<Consumer<List<Event>>> answers = new ArrayList<>();

    /**
     * @param known what is published already, by {@link Published#place}
     */
    Telling(Map<List<String>, Event> known) {
        this.known = known;
    }

    /** What a step announces, if it was made. */
    void add(Moved moved, Consumer<Moved> then) {
        List<Announcement> announcements = moved.transition().announcements();
        if (!moved.made() || announcements.isEmpty()) {
            then.accept(moved);
            return;
        }
        int from = news.size();
        news.addAll(announcements);
        int to = news.size();
        answers.add(
                stored ->
                        then.accept(
                                new Moved(
                                        moved.transition(),
                                        true,
                                        List.copyOf(stored.subList(from, to)))));
    }

    /** What is published, unless it was before. */
    void add(Announcement event, Consumer<Appended> then) {
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

    void store(Session session, EventBatch events) throws SQLException {
        List<Event> stored = events.append(session, news);
        Published.remember(session, fresh.values().stream().map(stored::get).toList());
        answers.forEach(answer -> answer.accept(stored));
    }
}
