package io.handoff.channel;

/** Takes the events of a {@link Subscription}, on its event loop. */
public interface Sink {

    /**
     * The position where events begin. Comes first, and again whenever events are missing.
     *
     * @param after the seq after which events follow
     * @param seq the seq of the channel's newest event
     * @param recovered false if events after the requested position are no longer kept
     */
    record Start(String channel, long after, long seq, boolean recovered) {}

    void starts(Start start);

    /** Takes the next stored event; each seq once, in order. */
    void event(EncodedEvent event);

    /** Takes an ephemeral event; the sink may drop it. */
    void ephemeral(EncodedEvent event);

    /**
     * Whether to continue with events from the store; if not, call {@link Subscription#resume} when
     * there is capacity again.
     */
    boolean hasCapacity();

    /**
     * Whether to take live events now; if not, they are read from the store when there is capacity
     * again.
     */
    default boolean follows() {
        return true;
    }
}
