package io.handoff.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.event.EventStore.Marked;
import io.handoff.store.StoreUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users have read. */
interface InboxContract extends StoreUnderTest {

    String INBOX = "user:alice";
    long NOW = 1_000;

    @Test
    default void shouldShowTheNewestFirstPageByPage() {
        notice("a");
        notice("b");
        notice("c");

        assertEquals(List.of("c", "b"), ids(inbox(Long.MAX_VALUE, 2)));
        assertEquals(List.of("a"), ids(inbox(2, 2)));
        assertEquals(3, inbox(2, 2).unread());
    }

    @Test
    default void shouldMarkOne() {
        notice("a");
        notice("b");

        assertEquals(new Marked(true, 1, 2, 1), mark("a"));
        assertEquals(new Marked(true, 0, 2, 1), mark("a"));

        assertEquals(
                List.of(0L, NOW),
                inbox(Long.MAX_VALUE, 9).notices().stream().map(InboxPage.Notice::readAt).toList());
    }

    @Test
    default void shouldMarkAllAndNobodyElses() {
        notice("a");
        notice("b");
        append(new NewEvent("user:bob", "c", "notification", 1, "{}"));

        assertEquals(new Marked(true, 2, 2, 0), mark(null));

        assertEquals(1, events().inbox("user:bob", Long.MAX_VALUE, 9, NOW).unread());
    }

    @Test
    default void shouldFindNothingToMark() {
        assertFalse(mark("none").found());
    }

    @Test
    default void shouldReplaceTheUnreadOneWithTheSameKeyAndLeaveNoGap() {
        notice("a", "build", 0);
        notice("b");
        notice("c", "build", 0);

        assertEquals(List.of("c", "b"), ids(inbox(Long.MAX_VALUE, 9)));
        assertEquals(2, inbox(Long.MAX_VALUE, 9).unread());
        EventPage page = events().read(INBOX, 0, 9);
        assertEquals(3, page.events().size());
        assertEquals(Event.REPLACED, page.events().get(0).type());
        assertEquals("{\"by\":3}", page.events().get(0).data());
        assertEquals("build", page.events().get(2).conditions().collapseKey());
    }

    @Test
    default void shouldKeepWhatWasReadBesideANewerOneWithItsKey() {
        notice("a", "build", 0);
        mark("a");

        notice("b", "build", 0);

        assertEquals(List.of("b", "a"), ids(inbox(Long.MAX_VALUE, 9)));
    }

    @Test
    default void shouldForgetWhatHasExpired() {
        notice("a", null, NOW);
        notice("b", null, NOW + 1);

        assertEquals(List.of("b"), ids(inbox(Long.MAX_VALUE, 9)));
        assertEquals(1, inbox(Long.MAX_VALUE, 9).unread());
        Event expired = events().read(INBOX, 0, 1).events().get(0);
        assertEquals("notification", expired.at(NOW - 1).type());
        assertEquals(Event.EXPIRED, expired.at(NOW).type());
        assertTrue(expired.at(NOW).data().equals("{}"));
    }

    private void notice(String id) {
        notice(id, null, 0);
    }

    private void notice(String id, String collapseKey, long expiresAt) {
        append(
                new NewEvent(
                        INBOX,
                        id,
                        "notification",
                        1,
                        null,
                        new Conditions(collapseKey, expiresAt),
                        "{\"n\":1}"));
    }

    private void append(NewEvent event) {
        Stages.value(events().append(event));
    }

    private Marked mark(String id) {
        return Stages.value(events().markRead(INBOX, id, NOW));
    }

    private InboxPage inbox(long before, int limit) {
        return events().inbox(INBOX, before, limit, NOW);
    }

    private static List<String> ids(InboxPage page) {
        return page.notices().stream().map(notice -> notice.event().id()).toList();
    }
}
