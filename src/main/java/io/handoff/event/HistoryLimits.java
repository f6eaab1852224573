package io.handoff.event;

/**
 * The most events that a channel keeps; the oldest are deleted first.
 *
 * @param each for the channel of a user, and for a room
 * @param audit for the audit log
 */
public record HistoryLimits(int each, int audit) {

    public int in(String channel) {
        return channel.equals(Channels.AUDIT) ? audit : each;
    }
}
