package io.handoff.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Stages;
import io.handoff.event.EventStore.Appended;
import io.handoff.store.StoreUnderTest;
import io.handoff.task.ATask;
import io.handoff.task.Retention;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is published, one event at a time. */
interface AppendContract extends StoreUnderTest {

    String ROOM = "room:lobby";

    @Test
    default void shouldStoreWhatIsPublished() {
        NewEvent said =
                new NewEvent(
                        ROOM, "a", "message", 5, "alice", Conditions.NONE, "{\"text\":\"hi\"}");

        Appended appended = append(said);

        Event expected =
                new Event(
                        ROOM, 1, "a", "message", 5, "alice", Conditions.NONE, "{\"text\":\"hi\"}");
        assertEquals(new Appended(expected, true), appended);
        assertEquals(List.of(expected), events().read(ROOM, 0, 10).events());
    }

    @Test
    default void shouldStoreARepeatOnce() {
        Appended first = append(message("a"));
        append(message("b"));

        Appended again = append(message("a"));

        assertFalse(again.created());
        assertEquals(first.event(), again.event());
        assertEquals(2, events().read(ROOM, 0, 10).events().size());
    }

    @Test
    default void shouldKnowARepeatOfWhatIsNoLongerKept() {
        Appended first = append(message("a"));
        for (int i = 0; i < KEPT_EVENTS; i++) {
            append(message(ATask.nextId()));
        }

        Appended again = append(message("a"));

        assertFalse(again.created());
        assertEquals(first.event().seq(), again.event().seq());
        assertEquals("alice", again.event().from());
        assertEquals(KEPT_EVENTS + 1, events().read(ROOM, 0, 1).last());
    }

    @Test
    default void shouldForgetIdsWithTheKeys() {
        append(message("a"));

        Stages.value(tasks().purge(new Retention(0, 0, 2, 0, 10)));

        assertTrue(append(message("a")).created());
    }

    @Test
    default void shouldTakeTheSameIdInAnotherChannel() {
        append(message("a"));

        NewEvent other = new NewEvent("room:other", "a", "message", 1, "{}");
        assertTrue(append(other).created());
    }

    @Test
    default void shouldCountWithoutGapsWhateverTheCrowd() {
        List<Appended> all = Crowd.together(20, () -> append(message(ATask.nextId())));

        Set<Long> seqs = new HashSet<>();
        all.forEach(appended -> seqs.add(appended.event().seq()));
        assertEquals(20, seqs.size());
        assertEquals(20, events().read(ROOM, 0, 1).last());
    }

    @Test
    default void shouldStoreARepeatOnceWhateverTheCrowd() {
        List<Appended> all = Crowd.together(20, () -> append(message("same")));

        assertEquals(1, all.stream().filter(Appended::created).count());
        assertEquals(1, all.stream().map(Appended::event).distinct().count());
    }

    private Appended append(NewEvent event) {
        return Stages.value(events().append(event));
    }

    private static NewEvent message(String id) {
        return new NewEvent(ROOM, id, "message", 1, "alice", Conditions.NONE, "{}");
    }
}
