package io.handoff.event;

/**
 * An event of a channel.
 *
 * @param seq counts up by one within the channel, from 1; 0 for an ephemeral event, which is not
 *     stored
 * @param id unique within the channel
 * @param time epoch milliseconds
 * @param from the publisher; null if it is the server
 * @param data compact JSON
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

    /** The type of an event that a newer one with the same collapse key has replaced. */
    public static final String REPLACED = "replaced";

    /** The type of an event that has expired. */
    public static final String EXPIRED = "expired";

    /** An event of the server, without conditions. */
    public Event(String channel, long seq, String id, String type, long time, String data) {
        this(channel, seq, id, type, time, null, Conditions.NONE, data);
    }

    public boolean ephemeral() {
        return seq == 0;
    }

    /** The event as readers get it at {@code now}: an expired one keeps only its seq. */
    public Event at(long now) {
        return conditions.expiresAt() == 0 || conditions.expiresAt() > now
                ? this
                : new Event(channel, seq, id, EXPIRED, time, "{}");
    }
}
