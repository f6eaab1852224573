package io.handoff.event;

import org.jspecify.annotations.Nullable;

/**
 * When an event becomes obsolete.
 *
 * @param collapseKey this event replaces the unread event with the same key; null for none
 * @param expiresAt epoch milliseconds, 0 for never
 */
public record Conditions(@Nullable String collapseKey, long expiresAt) {

    public static final Conditions NONE = new Conditions(null, 0);
}
