package io.handoff.store;

import java.util.List;

/**
 * Part of a channel's history, oldest first.
 *
 * @param last seq of the channel's newest event, 0 if it never had one
 * @param complete false where events after the asked position are no longer kept, or where the
 *     channel never got that far
 */
public record EventPage(List<Event> events, long last, boolean complete) {}
