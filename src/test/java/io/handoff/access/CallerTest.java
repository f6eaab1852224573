package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.event.Channels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

    private final Caller alice = new Caller("alice", Set.of("staff"), 0);
    private final Caller viewer = new Caller("vera", Set.of(Roles.VIEWER), 0);
    private final Caller notifier = new Caller("nora", Set.of(Roles.NOTIFIER), 0);
    private final Caller admin = new Caller("adam", Set.of(Roles.ADMIN), 0);

    @Test
    void shouldSeeItsOwnTasksOnly() {
        assertTrue(alice.maySeeTaskOf("alice"));
        assertTrue(alice.mayChangeTaskOf("alice"));
        assertFalse(alice.maySeeTaskOf("bob"));
        assertFalse(alice.maySeeTaskOf("Alice"));
        assertFalse(alice.mayChangeTaskOf("bob"));
    }

    @Test
    void shouldReadItsOwnChannelsOnly() {
        assertTrue(reads(alice, Channels.USER + "alice"));
        assertFalse(reads(alice, Channels.USER + "bob"));
        assertTrue(reads(alice, Channels.TASK + "of-alice"));
        assertFalse(reads(alice, Channels.TASK + "of-bob"));
        assertFalse(reads(alice, Channels.TASK + "none"));
        assertTrue(reads(alice, "room:lobby"));
        assertFalse(reads(alice, "alice"));
        assertFalse(reads(alice, ""));
    }

    @Test
    void shouldPublishInRoomsOnly() {
        assertTrue(alice.mayPublish("room:lobby"));
        assertFalse(alice.mayPublish(Channels.USER + "alice"));
        assertFalse(admin.mayPublish(Channels.TASK + "of-alice"));
    }

    @Test
    void shouldLetAViewerReadAllAndChangeNothing() {
        assertTrue(viewer.readsAll());
        assertTrue(viewer.maySeeTaskOf("bob"));
        assertTrue(reads(viewer, Channels.USER + "bob"));
        assertTrue(reads(viewer, Channels.TASK + "none"));
        assertFalse(viewer.mayChangeTaskOf("bob"));
        assertFalse(viewer.mayChangeInboxOf("bob"));
        assertFalse(viewer.mayNotify("bob"));
        assertFalse(viewer.isAdmin());
    }

    @Test
    void shouldShowHowTheServiceDoesToWhoSeesAll() {
        for (String channel : List.of(Channels.MONITOR, Channels.AUDIT)) {
            assertTrue(reads(viewer, channel));
            assertTrue(reads(admin, channel));
            assertFalse(reads(alice, channel));
            assertFalse(reads(notifier, channel));
            assertFalse(admin.mayPublish(channel));
        }
    }

    @Test
    void shouldLetANotifierNotifyAndNoMore() {
        assertTrue(notifier.mayNotify("bob"));
        assertFalse(notifier.mayReadInboxOf("bob"));
        assertTrue(alice.mayNotify("alice"));
        assertFalse(alice.mayNotify("bob"));
    }

    @Test
    void shouldLetAnAdminDoAll() {
        assertTrue(admin.readsAll());
        assertTrue(admin.mayChangeTaskOf("bob"));
        assertTrue(admin.mayChangeInboxOf("bob"));
        assertTrue(admin.mayNotify("bob"));
    }

    @Test
    void shouldEndWithItsToken() {
        Caller caller = new Caller("alice", Set.of(), 1_000);
        assertFalse(caller.hasEndedBy(999));
        assertTrue(caller.hasEndedBy(1_000));
        assertFalse(alice.hasEndedBy(Long.MAX_VALUE));
    }

    @Test
    void shouldLetGuestsDoAll() {
        assertEquals(Caller.ANONYMOUS, GuestCallers.named(null).name());
        assertTrue(GuestCallers.named("alice").isAdmin());
        assertEquals("alice", GuestCallers.named("alice").name());
    }

    private static boolean reads(Caller caller, String channel) {
        return caller.mayRead(
                channel,
                id -> id.startsWith("of-") ? Optional.of(id.substring(3)) : Optional.empty());
    }
}
