package io.handoff.store.postgres;

import io.handoff.event.Event;
import io.handoff.event.EventStore.Marked;
import io.handoff.event.InboxPage;
import io.handoff.event.InboxPage.Notice;
import java.sql.SQLException;
import java.util.List;

/** What a user has read of the own channel. */
final class InboxRows {

    private static final String COUNTS =
            " channel = ? AND type <> '"
                    + Event.REPLACED
                    + "' AND (expires_at = 0 OR expires_at > ?)";

    private static final String PAGE =
            "SELECT "
                    + EventRows.COLUMNS
                    + ", read_at FROM events WHERE"
                    + COUNTS
                    + " AND seq < ? ORDER BY seq DESC LIMIT ?";

    private static final String UNREAD =
            "SELECT count(*) FROM events WHERE" + COUNTS + " AND read_at = 0";

    private static final String MARK_ALL =
            "UPDATE events SET read_at = ? WHERE" + COUNTS + " AND read_at = 0";

    private static final String MARK_ONE = MARK_ALL + " AND id = ?";

    private InboxRows() {}

    static InboxPage page(
            WriterConnection writerConnection, String channel, long before, int limit, long now)
            throws SQLException {
        List<Notice> notices =
                writerConnection
                        .bind(PAGE)
                        .text(channel)
                        .number(now)
                        .number(before)
                        .number(limit)
                        .all(row -> new Notice(EventRows.event(row), row.getLong(10)));
        return new InboxPage(notices, unread(writerConnection, channel, now));
    }

    static Marked mark(WriterConnection writerConnection, String channel, String id, long now)
            throws SQLException {
        Binding update =
                writerConnection
                        .bind(id == null ? MARK_ALL : MARK_ONE)
                        .number(now)
                        .text(channel)
                        .number(now);
        int changed = (id == null ? update : update.text(id)).update();
        boolean found = id == null || EventRows.isKept(writerConnection, channel, id);
        return new Marked(
                found,
                changed,
                EventRows.last(writerConnection, channel),
                unread(writerConnection, channel, now));
    }

    private static long unread(WriterConnection writerConnection, String channel, long now)
            throws SQLException {
        return writerConnection
                .bind(UNREAD)
                .text(channel)
                .number(now)
                .first(row -> row.getLong(1))
                .orElse(0L);
    }
}
