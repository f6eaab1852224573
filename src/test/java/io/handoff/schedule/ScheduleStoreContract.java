package io.handoff.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Stages;
import io.handoff.schedule.ScheduleStore.Added;
import io.handoff.store.StoreUnderTest;
import io.handoff.task.ATask;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Submission.ScheduledRun;
import io.handoff.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The suite that every {@link ScheduleStore} passes. An adapter's test extends this class, opens a
 * fresh store before each test and closes it after.
 */
public abstract class ScheduleStoreContract implements StoreUnderTest {

    private static final Set<String> KINDS = Set.of("process", "notify");

    protected abstract ScheduleStore scheduleStore();

    @Test
    void shouldKeepEveryField() {
        Schedule schedule =
                new Schedule(
                        ATask.nextId(),
                        "jede Nacht – 半分 '; DROP TABLE schedules; --",
                        "alice@example.org",
                        new Schedule.Rule("*/15 2 * * MON-FRI", "America/Argentina/ComodRivadavia"),
                        new Schedule.Work(
                                "process",
                                "{\"größe\":\"日本 🎉\"}",
                                new Schedule.Options(-7, 9, 86_400_000L)),
                        new Schedule.Times(
                                1_893_456_000_001L, 1_893_456_000_002L, 1_893_456_000_003L),
                        ATask.nextId());
        add(schedule);
        Schedule bare = add(schedule(0).build());

        restart();

        assertEquals(Optional.of(schedule), scheduleStore().find(schedule.id()));
        assertEquals(Optional.of(bare), scheduleStore().find(bare.id()));
        assertEquals(Optional.empty(), scheduleStore().find(ATask.nextId()));
    }

    @Test
    void shouldListNewestFirstPageByPage() {
        List<Schedule> all =
                IntStream.range(0, 5)
                        .mapToObj(i -> add(schedule(1).owner(i % 2 == 0 ? "alice" : "bob").build()))
                        .toList();

        assertEquals(List.of(all.get(4), all.get(2)), scheduleStore().list("alice", null, 2));
        assertEquals(List.of(all.get(0)), scheduleStore().list("alice", all.get(2).id(), 2));
        assertEquals(List.of(all.get(4), all.get(3)), scheduleStore().list(null, null, 2));
        assertEquals(List.of(), scheduleStore().list("carol", null, 2));
    }

    @Test
    void shouldFindWhatIsDueLongestFirst() {
        Schedule second = add(schedule(200).build());
        Schedule first = add(schedule(100).kind("notify").build());
        Schedule third = add(schedule(300).build());
        add(schedule(301).build());
        add(schedule(0).build());
        add(schedule(50).kind("gone").build());

        assertEquals(List.of(first, second, third), scheduleStore().due(KINDS, 300, 10));
        assertEquals(List.of(first, second), scheduleStore().due(KINDS, 300, 2));
        assertEquals(List.of(second), scheduleStore().due(Set.of("process"), 200, 2));
        assertEquals(List.of(), scheduleStore().due(KINDS, 99, 2));
    }

    @Test
    void shouldNameTheKindsOfThoseThatAreNotPaused() {
        add(schedule(1).kind("notify").build());
        add(schedule(1).kind("notify").build());
        add(schedule(1).kind("gone").build());
        add(schedule(0).kind("paused").build());

        assertEquals(Set.of("gone", "notify"), scheduleStore().kinds());
    }

    @Test
    void shouldHoldTheLimitOfAnOwnerAndOfAll() {
        assertEquals(Added.STORED, add(schedule(1).owner("alice").build(), 1, 2));
        assertEquals(Added.OWNER_FULL, add(schedule(1).owner("alice").build(), 1, 2));
        assertEquals(Added.STORED, add(schedule(1).owner("bob").build(), 1, 2));
        assertEquals(Added.FULL, add(schedule(1).owner("carol").build(), 1, 2));

        assertEquals(2, scheduleStore().list(null, null, 10).size());
    }

    @Test
    void shouldHoldTheLimitAgainstACrowd() {
        List<Added> answers =
                Crowd.together(8, () -> add(schedule(1).owner("alice").build(), 3, 100));

        assertEquals(3, answers.stream().filter(Added.STORED::equals).count());
        assertEquals(3, scheduleStore().list("alice", null, 10).size());
    }

    @Test
    void shouldPauseAndResume() {
        Schedule schedule = add(schedule(100).build());

        assertTrue(pause(schedule).paused());
        assertTrue(pause(schedule).paused());
        assertEquals(List.of(), scheduleStore().due(KINDS, 1_000, 10));

        assertEquals(500, resume(schedule, 500).times().nextAt());
        assertEquals(500, resume(schedule, 600).times().nextAt());
        assertEquals(1, scheduleStore().due(KINDS, 1_000, 10).size());
        String none = ATask.nextId();
        assertEquals(Optional.empty(), Stages.value(scheduleStore().pause(none)));
        assertEquals(Optional.empty(), Stages.value(scheduleStore().reschedule(none, 0, 1)));
    }

    @Test
    void shouldRescheduleOnlyFromTheTimeThatWasRead() {
        Schedule schedule = add(schedule(500).build());

        assertEquals(400, reschedule(schedule, 500, 400).times().nextAt());
        assertEquals(400, reschedule(schedule, 500, 300).times().nextAt());
        pause(schedule);
        assertTrue(reschedule(schedule, 400, 300).paused());
    }

    @Test
    void shouldDelete() {
        Schedule schedule = add(schedule(100).build());

        assertTrue(Stages.value(scheduleStore().delete(schedule.id())));
        assertFalse(Stages.value(scheduleStore().delete(schedule.id())));
        assertEquals(Optional.empty(), scheduleStore().find(schedule.id()));
    }

    @Test
    void shouldFireAndGoOnInOneCommit() {
        Schedule schedule = add(schedule(100).build());
        Task task = ATask.queued().build();

        Accepted accepted = fire(schedule, task, 400);

        assertEquals(new Accepted(How.CREATED, task.id()), accepted);
        assertEquals(task, found(task.id()));
        Schedule after = scheduleStore().find(schedule.id()).orElseThrow();
        assertEquals(400, after.times().nextAt());
        assertEquals(task.times().createdAt(), after.times().lastAt());
        assertEquals(task.id(), after.lastTask());
    }

    @Test
    void shouldFireOnceForACrowd() {
        Schedule schedule = add(schedule(100).build());

        List<Accepted> answers =
                Crowd.together(8, () -> fire(schedule, ATask.queued().build(), 400));

        assertEquals(1, answers.stream().filter(a -> a.how() == How.CREATED).count());
        assertEquals(7, answers.stream().filter(a -> a.how() == How.NOT_DUE).count());
        assertEquals(1, tasks().backlog().queued());
    }

    @Test
    void shouldNotFireWhatWasPausedOrDeleted() {
        Schedule paused = add(schedule(100).build());
        Schedule deleted = add(schedule(100).build());
        pause(paused);
        Stages.value(scheduleStore().delete(deleted.id()));

        assertEquals(How.NOT_DUE, fire(paused, ATask.queued().build(), 400).how());
        assertEquals(How.NOT_DUE, fire(deleted, ATask.queued().build(), 400).how());
        assertEquals(0, tasks().backlog().queued());
        assertTrue(scheduleStore().find(paused.id()).orElseThrow().paused());
    }

    /** As a crash, a full disk or anything else between the two would have it. */
    @Test
    void shouldStayDueWhereItsTaskIsNotStored() {
        Schedule schedule = add(schedule(100).build());
        Task there = stored(ATask.queued());

        Stages.failure(
                tasks().accept(new Submission(there, new ScheduledRun(schedule.id(), 100, 400))));

        assertEquals(List.of(schedule), scheduleStore().due(KINDS, 100, 10));
        assertEquals(How.CREATED, fire(schedule, ATask.queued().build(), 400).how());
    }

    @Test
    void shouldFireManyTogetherWithOtherTasks() {
        List<Schedule> all =
                IntStream.range(0, 50).mapToObj(i -> add(schedule(100).build())).toList();
        List<java.util.concurrent.CompletionStage<Accepted>> answers =
                all.stream()
                        .flatMap(
                                schedule ->
                                        IntStream.range(0, 3)
                                                .mapToObj(i -> submission(schedule, i)))
                        .map(tasks()::accept)
                        .toList();

        assertEquals(
                100, answers.stream().filter(a -> Stages.value(a).how() == How.CREATED).count());
        assertEquals(100, tasks().backlog().queued());
        assertEquals(List.of(), scheduleStore().due(KINDS, 100, 10));
    }

    /** Two of three are the same run. */
    private static Submission submission(Schedule schedule, int i) {
        ScheduledRun run = i == 0 ? null : new ScheduledRun(schedule.id(), 100, 400);
        return new Submission(ATask.queued().build(), run);
    }

    private Accepted fire(Schedule schedule, Task task, long next) {
        ScheduledRun run = new ScheduledRun(schedule.id(), schedule.times().nextAt(), next);
        return Stages.value(tasks().accept(new Submission(task, run)));
    }

    private Schedule pause(Schedule schedule) {
        return Stages.value(scheduleStore().pause(schedule.id())).orElseThrow();
    }

    private Schedule resume(Schedule schedule, long next) {
        return Stages.value(scheduleStore().reschedule(schedule.id(), 0, next)).orElseThrow();
    }

    private Schedule reschedule(Schedule schedule, long from, long to) {
        return Stages.value(scheduleStore().reschedule(schedule.id(), from, to)).orElseThrow();
    }

    private static ASchedule schedule(long nextAt) {
        return ASchedule.at(nextAt);
    }

    private Schedule add(Schedule schedule) {
        assertEquals(Added.STORED, add(schedule, 1_000, 1_000));
        return schedule;
    }

    private Added add(Schedule schedule, long perOwner, long all) {
        return Stages.value(scheduleStore().add(schedule, perOwner, all));
    }
}
