package io.handoff.event;

/**
 * How many events channels keep at most; the oldest go first.
 *
 * @param each of users' channels and rooms
 * @param audit what operators did
 */
public record HistoryLimits(int each, int audit) {

    public int in(String channel) {
        return channel.equals(Channels.AUDIT) ? audit : each;
    }
}
