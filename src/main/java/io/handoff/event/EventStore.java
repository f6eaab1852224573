package io.handoff.event;

import java.util.concurrent.CompletionStage;

/**
 * The stored history of every channel, and what users have read of theirs. Events are stored with
 * transitions of tasks, or one by one; the channel of a task is read from the task's row. A method
 * that returns a stage is a durable write, as in {@code TaskStore}; one that returns a value
 * blocks. Every adapter passes the suite {@code EventStoreContract}.
 */
public interface EventStore {

    /** Up to {@code limit} events after a position. */
    EventPage read(String channel, long after, int limit);

    /**
     * Stores an event, or returns the one that has this id already, without its data if they are no
     * longer kept.
     */
    CompletionStage<Appended> append(NewEvent event);

    /**
     * The events of a user's channel, newest first, except replaced and expired ones.
     *
     * @param before only events with a smaller seq
     */
    InboxPage inbox(String channel, long before, int limit, long now);

    /**
     * Marks unread events as read.
     *
     * @param id the event to mark, or null for all
     */
    CompletionStage<Marked> markRead(String channel, String id, long now);

    /**
     * @param created false if it was a repeat
     */
    record Appended(Event event, boolean created) {}

    /**
     * @param found whether there was an event to mark, read or not
     * @param changed how many events were unread before
     * @param upTo the seq of the channel's newest event
     * @param unread how many events remain unread
     */
    record Marked(boolean found, int changed, long upTo, long unread) {}
}
