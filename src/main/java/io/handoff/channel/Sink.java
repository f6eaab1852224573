package io.handoff.channel;

/** Takes what a {@link Subscription} tells. Called on the subscription's event loop only. */
public interface Sink {

    /**
     * Where the events that follow begin. Told first, and once more whenever events are missing.
     *
     * @param after the events after this seq follow
     * @param seq of the channel's newest event
     * @param recovered false where events after the asked position are no longer kept
     */
    record Start(String channel, long after, long seq, boolean recovered) {}

    void starts(Start start);

    /** The next stored event; each seq once, in order. */
    void event(EncodedEvent event);

    /** One that is not stored, and may be dropped. */
    void ephemeral(EncodedEvent event);

    /**
     * Whether to go on with what is read from the store; when there is room again, call {@link
     * Subscription#room}.
     */
    boolean hasRoom();

    /**
     * Whether to take live events now; if not, they are read from the store when there is room
     * again.
     */
    default boolean follows() {
        return true;
    }
}
