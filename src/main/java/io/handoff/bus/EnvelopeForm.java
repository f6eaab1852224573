package io.handoff.bus;

/**
 * The text of an envelope: a line with a JSON array that begins with the name of its form, readable
 * by people and without a NUL. A replica ignores forms that it does not know, so a changed form
 * needs a new name. Events and hints keep the form of 0.1, so that replicas of both versions
 * exchange them during a rolling update.
 */
final class EnvelopeForm {

    /**
     * {@code [form, origin, channel, seq, id, type, time, from, collapseKey, expiresAt]}; an
     * event's data follow on the next line, a hint has none.
     */
    static final String EVENT = "handoff/1";

    /** {@code [form, origin, kind, …]} for everything that is not stored. */
    static final String SIGNAL = "handoff/2";

    /** {@code …, sentAt, messagesLost]} */
    static final String HEARTBEAT = "heartbeat";

    /** {@code …, node]} */
    static final String WORK_AVAILABLE = "work-available";

    /** {@code …, node, counter, first, last, {key: count}]} */
    static final String COUNTS = "counts";

    /** {@code …, node]} */
    static final String NODE_LEFT = "node-left";

    private EnvelopeForm() {}
}
