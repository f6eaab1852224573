package io.handoff.event;

import java.util.List;

/**
 * A page of a channel's history, oldest first.
 *
 * @param last the seq of the channel's newest event, 0 if it never had one
 * @param complete false if events after the requested position are no longer kept, or if the
 *     channel never got that far
 */
public record EventPage(List<Event> events, long last, boolean complete) {

    /**
     * @param last the seq of the channel's newest event, read before {@code found}: an event stored
     *     in between must not look like a gap
     * @param found the events after the position
     */
    public static EventPage of(long last, List<Event> found, long after) {
        if (found.isEmpty()) {
            return new EventPage(found, last, after == last);
        }
        long newest = Math.max(last, found.get(found.size() - 1).seq());
        return new EventPage(found, newest, found.get(0).seq() == after + 1);
    }
}
