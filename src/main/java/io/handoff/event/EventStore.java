package io.handoff.event;

import java.util.concurrent.CompletionStage;

/**
 * The stored history of every channel, and what users have read of theirs. Events come in with
 * transitions of tasks or one by one; a task's own channel reads from the task's row. What returns
 * a stage is a durable write, as in {@code TaskStore}; what returns a value blocks. Every adapter
 * passes the suite {@code EventStoreContract}.
 */
public interface EventStore {

    /** Up to {@code limit} events after a position. */
    EventPage read(String channel, long after, int limit);

    /**
     * Stores an event; or finds the one that has its id already, without its data where that is no
     * longer kept.
     */
    CompletionStage<Appended> append(NewEvent event);

    /**
     * Events of a user's channel, newest first, without those that were replaced or have expired.
     *
     * @param before only events with a smaller seq
     */
    InboxPage inbox(String channel, long before, int limit, long now);

    /**
     * Marks what is unread as read.
     *
     * @param id of the one event to mark, or null for all
     */
    CompletionStage<Marked> markRead(String channel, String id, long now);

    /**
     * @param created false if it was a repeat
     */
    record Appended(Event event, boolean created) {}

    /**
     * @param found whether there was anything to mark, read or not
     * @param changed how many were unread before
     * @param upTo seq of the channel's newest event
     * @param unread how many still are
     */
    record Marked(boolean found, int changed, long upTo, long unread) {}
}
