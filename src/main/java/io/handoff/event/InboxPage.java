package io.handoff.event;

import java.util.List;

/**
 * Part of a user's inbox.
 *
 * @param unread how many notices are unread in all
 */
public record InboxPage(List<Notice> notices, long unread) {

    /**
     * @param readAt epoch milliseconds, 0 while unread
     */
    public record Notice(Event event, long readAt) {}
}
