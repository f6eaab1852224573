package io.handoff.event;

/**
 * When an event is of no interest any more.
 *
 * @param collapseKey the unread event with the same key is replaced by this one; null for none
 * @param expiresAt epoch milliseconds, 0 for never
 */
public record Conditions(String collapseKey, long expiresAt) {

    public static final Conditions NONE = new Conditions(null, 0);
}
