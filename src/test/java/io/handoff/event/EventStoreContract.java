package io.handoff.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.task.ATask;
import io.handoff.task.Moves;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.Transition;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The suite that every {@link EventStore} passes. An adapter's test extends this class and opens a
 * fresh store, keeping {@link #KEPT_EVENTS} per channel, before each test.
 */
public abstract class EventStoreContract implements AppendContract, InboxContract {

    @Test
    void shouldHaveNothingInAnUnknownChannel() {
        assertEquals(new EventPage(List.of(), 0, true), events().read("user:nobody", 0, 10));
        assertEquals(new EventPage(List.of(), 0, true), events().read("task:none", 0, 10));
    }

    @Test
    void shouldCountEachChannelFromOne() {
        tell("user:alice", "{\"n\":1}", "{\"n\":2}");
        tell("user:bob", "{\"n\":3}");

        assertEquals(List.of(1L, 2L), seqs(events().read("user:alice", 0, 10)));
        assertEquals(List.of(1L), seqs(events().read("user:bob", 0, 10)));
    }

    @Test
    void shouldGiveEventsAfterAPosition() {
        tell("user:alice", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");

        EventPage page = events().read("user:alice", 1, 1);

        assertEquals(List.of(2L), seqs(page));
        assertEquals("{\"n\":2}", page.events().get(0).data());
        assertEquals(3, page.last());
        assertTrue(page.complete());
    }

    @Test
    void shouldCountWithoutGapsFromACrowd() {
        Crowd.together(
                4,
                () -> {
                    for (int i = 0; i < 10; i++) {
                        tell("user:alice", "{}");
                    }
                    return null;
                });

        EventPage page = events().read("user:alice", 40 - KEPT_EVENTS, 100);
        assertEquals(40, page.last());
        assertEquals(LongStream.rangeClosed(41 - KEPT_EVENTS, 40).boxed().toList(), seqs(page));
        assertTrue(page.complete());
    }

    @Test
    void shouldKeepTheNewestAndSayThatTheOldestAreGone() {
        for (int i = 0; i < KEPT_EVENTS + 2; i++) {
            tell("user:alice", "{}");
        }

        EventPage fromStart = events().read("user:alice", 0, 100);
        EventPage fromKept = events().read("user:alice", 2, 100);

        assertEquals(LongStream.rangeClosed(3, 7).boxed().toList(), seqs(fromStart));
        assertFalse(fromStart.complete());
        assertTrue(fromKept.complete());
    }

    @Test
    void shouldKeepTheFullNumber() {
        for (int i = 0; i < KEPT_EVENTS; i++) {
            tell("user:alice", "{}");
        }

        EventPage page = events().read("user:alice", 0, 100);

        assertEquals(KEPT_EVENTS, page.events().size());
        assertTrue(page.complete());
    }

    @Test
    void shouldSayThatAPositionWasNeverReached() {
        tell("user:alice", "{}");

        assertFalse(events().read("user:alice", 2, 10).complete());
        assertFalse(events().read("user:bob", 1, 10).complete());
    }

    @Test
    void shouldNeverReportAGapThatIsNone() {
        // given a reader that follows a channel during writes
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Long> follower =
                CompletableFuture.supplyAsync(
                        () -> {
                            long seen = 0;
                            while (!over.get() || seen < events().read("user:a", 0, 1).last()) {
                                EventPage page = events().read("user:a", seen, KEPT_EVENTS);
                                assertTrue(page.complete(), "a gap after " + seen);
                                List<Long> seqs = seqs(page);
                                seen = seqs.isEmpty() ? seen : seqs.get(seqs.size() - 1);
                                assertTrue(page.last() >= seen);
                            }
                            return seen;
                        });

        // when
        for (int i = 0; i < KEPT_EVENTS; i++) {
            tell("user:a", "{}");
        }
        over.set(true);

        // then
        assertEquals(KEPT_EVENTS, io.handoff.Stages.value(follower));
    }

    @Test
    void shouldReadTheLifeOfATaskFromItsRow() {
        // given
        Task queued = stored(ATask.queued());
        Transition start = Moves.start(queued);
        assertTrue(moved(start));
        Transition end =
                Moves.to(
                        TaskState.SUCCEEDED,
                        start.after(),
                        "{\"attempt\":1}",
                        "{\"pages\":[1, 2]}");
        assertTrue(moved(end));

        // when
        EventPage page = events().read(queued.channel(), 0, 10);

        // then
        assertEquals(
                List.of("queued", "running", "succeeded"),
                page.events().stream().map(Event::type).toList());
        assertEquals(List.of(1L, 2L, 3L), seqs(page));
        assertEquals("{}", page.events().get(0).data());
        assertEquals("{\"attempt\":1,\"result\":{\"pages\":[1, 2]}}", page.events().get(2).data());
        assertEquals(3, page.last());
        assertTrue(page.complete());
        assertEquals(3, page.events().stream().map(Event::id).distinct().count());
    }

    @Test
    void shouldPageThroughATasksLife() {
        Task queued = stored(ATask.queued());
        assertTrue(moved(Moves.start(queued)));

        assertEquals(List.of(1L), seqs(events().read(queued.channel(), 0, 1)));
        assertEquals(List.of(2L), seqs(events().read(queued.channel(), 1, 1)));
        assertEquals(List.of(), seqs(events().read(queued.channel(), 2, 1)));
    }

    private static List<Long> seqs(EventPage page) {
        return page.events().stream().map(Event::seq).toList();
    }
}
