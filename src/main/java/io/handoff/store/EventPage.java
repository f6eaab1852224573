package io.handoff.store;

import java.util.List;
import java.util.Optional;

/**
 * Part of a channel's history, oldest first.
 *
 * @param last seq of the channel's newest event, 0 if it never had one
 * @param complete false where events after the asked position are no longer kept, or where the
 *     channel never got that far
 */
public record EventPage(List<Event> events, long last, boolean complete) {

    /**
     * @param last seq of the channel's newest event, asked before {@code found}: what was told in
     *     between must not look like a gap
     * @param found the events after a position
     */
    public static EventPage of(long last, List<Event> found, long after) {
        if (found.isEmpty()) {
            return new EventPage(found, last, after == last);
        }
        long newest = Math.max(last, found.get(found.size() - 1).seq());
        return new EventPage(found, newest, found.get(0).seq() == after + 1);
    }

    /** A page of a task's own channel, which is told from its row. */
    public static EventPage ofTask(Optional<Task> task, long after, int limit) {
        if (task.isEmpty()) {
            return new EventPage(List.of(), 0, after == 0);
        }
        List<Event> found = History.events(task.get(), after);
        return new EventPage(
                found.subList(0, Math.min(limit, found.size())),
                task.get().seq(),
                after <= task.get().seq());
    }
}
