package io.handoff.event;

/**
 * An event to be stored; the store assigns its seq.
 *
 * @param id unique within the channel: a second event with the same id is a repeat
 * @param from the publisher; null if it is the server
 * @param data compact JSON
 */
public record NewEvent(
        String channel,
        String id,
        String type,
        long time,
        String from,
        Conditions conditions,
        String data) {

    /** An event of the server, without conditions. */
    public NewEvent(String channel, String id, String type, long time, String data) {
        this(channel, id, type, time, null, Conditions.NONE, data);
    }

    /** The event with its seq; 0 makes it ephemeral. */
    public Event at(long seq) {
        return new Event(channel, seq, id, type, time, from, conditions, data);
    }
}
