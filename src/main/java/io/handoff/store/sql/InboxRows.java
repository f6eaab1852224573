package io.handoff.store.sql;

import io.handoff.event.Event;
import io.handoff.event.EventStore.Marked;
import io.handoff.event.InboxPage;
import io.handoff.event.InboxPage.Notice;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a user's channel, and which of them the user has read. */
final class InboxRows {

    private static final String CURRENT =
            " channel = ? AND type <> '"
                    + Event.REPLACED
                    + "' AND (expires_at = 0 OR expires_at > ?)";

    private static final String PAGE =
            "SELECT "
                    + EventRows.COLUMNS.names()
                    + ", read_at FROM events WHERE"
                    + CURRENT
                    + " AND seq < ? ORDER BY seq DESC LIMIT ?";

    private static final String COUNT_UNREAD =
            "SELECT count(*) FROM events WHERE" + CURRENT + " AND read_at = 0";

    private static final String MARK_ALL =
            "UPDATE events SET read_at = ? WHERE" + CURRENT + " AND read_at = 0";

    private static final String MARK_ONE = MARK_ALL + " AND id = ?";

    private InboxRows() {}

    static InboxPage page(SqlSession session, String channel, long before, int limit, long now)
            throws SQLException {
        List<Notice> notices =
                session.statement(PAGE)
                        .text(channel)
                        .number(now)
                        .number(before)
                        .number(limit)
                        .all(row -> new Notice(EventRows.event(row), row.getLong(10)));
        return new InboxPage(notices, unread(session, channel, now));
    }

    /**
     * @param id of the one event to mark, or null for all
     */
    static Marked mark(SqlSession session, String channel, @Nullable String id, long now)
            throws SQLException {
        SqlStatement update =
                session.statement(id == null ? MARK_ALL : MARK_ONE)
                        .number(now)
                        .text(channel)
                        .number(now);
        int changed = (id == null ? update : update.text(id)).update();
        boolean found = id == null || EventRows.find(session, channel, id).isPresent();
        long last = EventRows.last(session, channel);
        return new Marked(found, changed, last, unread(session, channel, now));
    }

    private static long unread(SqlSession session, String channel, long now) throws SQLException {
        return session.statement(COUNT_UNREAD).text(channel).number(now).firstNumber();
    }
}
