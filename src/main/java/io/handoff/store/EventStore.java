package io.handoff.store;

/**
 * The stored history of every channel. Events come in through {@link Transition}s; a task's own
 * channel reads from the task's row. Every adapter passes the suite {@code EventStoreContract}.
 */
public interface EventStore {

    /** Up to {@code limit} events after a position; blocks. */
    EventPage read(String channel, long after, int limit);
}
