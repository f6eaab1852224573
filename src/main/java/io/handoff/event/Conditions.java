package io.handoff.event;

/**
 * When an event becomes obsolete.
 *
 * @param collapseKey this event replaces the unread event with the same key; null for none
 * @param expiresAt epoch milliseconds, 0 for never
 */
public record Conditions(String collapseKey, long expiresAt) {

    public static final Conditions NONE = new Conditions(null, 0);
}
