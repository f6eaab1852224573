package io.handoff.event;

import java.util.List;

/**
 * A page of a user's inbox.
 *
 * @param unread the number of unread notices in the whole inbox
 */
public record InboxPage(List<Notice> notices, long unread) {

    /**
     * @param readAt epoch milliseconds, 0 while unread
     */
    public record Notice(Event event, long readAt) {}
}
