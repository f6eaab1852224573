package io.handoff.event;

/**
 * An event still to be stored; the store gives it its seq.
 *
 * @param id unique within the channel: a second one with it is a repeat
 * @param from who says it, null where the server does
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

    /** What the server itself tells, without conditions. */
    public NewEvent(String channel, String id, String type, long time, String data) {
        this(channel, id, type, time, null, Conditions.NONE, data);
    }

    /** The event that this becomes; a seq of 0 stands for one that is not stored. */
    public Event at(long seq) {
        return new Event(channel, seq, id, type, time, from, conditions, data);
    }
}
