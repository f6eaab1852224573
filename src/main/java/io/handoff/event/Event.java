package io.handoff.event;

/**
 * Something a channel told.
 *
 * @param seq counts up by one within the channel, from 1; 0 for an ephemeral one, that is not
 *     stored
 * @param id unique within the channel
 * @param time epoch milliseconds
 * @param from who said it, null where the server did
 * @param data compact JSON; null in a hint, which only says that there is an event of that seq
 */
public record Event(
        String channel,
        long seq,
        String id,
        String type,
        long time,
        String from,
        Conditions conditions,
        String data) {

    /** What is left of an event that a newer one with its collapse key took the place of. */
    public static final String REPLACED = "replaced";

    /** What is left of an event after its time. */
    public static final String EXPIRED = "expired";

    /** What the server itself tells, without conditions. */
    public Event(String channel, long seq, String id, String type, long time, String data) {
        this(channel, seq, id, type, time, null, Conditions.NONE, data);
    }

    public boolean ephemeral() {
        return seq == 0;
    }

    /** Whether it only says that the channel got to this seq, and the store has the rest. */
    public boolean hint() {
        return data == null;
    }

    /** What is small enough for every bus; of a stored event. */
    public Event asHint() {
        return new Event(channel, seq, "", "", 0, null);
    }

    /** As readers get it at {@code now}: after its time only its place in the order is left. */
    public Event at(long now) {
        return conditions.expiresAt() == 0 || conditions.expiresAt() > now
                ? this
                : new Event(channel, seq, id, EXPIRED, time, "{}");
    }
}
