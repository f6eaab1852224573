package io.handoff.task;

import static io.handoff.task.TaskState.CANCELLED;
import static io.handoff.task.TaskState.DEAD;
import static io.handoff.task.TaskState.QUEUED;
import static io.handoff.task.TaskState.RUNNING;
import static io.handoff.task.TaskState.SCHEDULED;
import static io.handoff.task.TaskState.SUCCEEDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import io.handoff.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {

    private static final long NOW = SettableClock.START.toEpochMilli();

    private final TaskSettings settings =
            Settings.of(TaskSettings.class, "handoff.tasks.backoff.jitter", "0");
    private final Lifecycle lifecycle =
            new Lifecycle(new KindPolicy(settings, () -> 0.5), new SettableClock());

    private static final Map<TaskState, Set<TaskState>> DIAGRAM =
            Map.of(
                    SCHEDULED, Set.of(QUEUED, CANCELLED),
                    QUEUED, Set.of(RUNNING, CANCELLED),
                    RUNNING, Set.of(RUNNING, SUCCEEDED, SCHEDULED, QUEUED, DEAD, CANCELLED),
                    DEAD, Set.of(QUEUED),
                    SUCCEEDED, Set.of(),
                    CANCELLED, Set.of());

    private final Map<TaskState, List<Function<Task, Transition>>> stepsTo =
            Map.of(
                    QUEUED,
                            List.of(
                                    lifecycle::due,
                                    lifecycle::revive,
                                    lifecycle::orphaned,
                                    lifecycle::handBack),
                    RUNNING,
                            List.of(
                                    lifecycle::start,
                                    task -> lifecycle.progress(task, new Progress(1, null))),
                    SUCCEEDED, List.of(task -> lifecycle.succeed(task, null)),
                    SCHEDULED, List.of(task -> lifecycle.fail(task, "oops")),
                    DEAD, List.of(task -> lifecycle.die(task, "oops")),
                    CANCELLED, List.of(lifecycle::cancel));

    @ParameterizedTest
    @EnumSource
    void shouldTakeTheStepsOfTheDiagramAndRefuseAllOthers(TaskState from) {
        Task task = ATask.in(from).build();

        stepsTo.forEach((to, steps) -> steps.forEach(step -> checkStep(task, to, step)));
    }

    private static void checkStep(Task task, TaskState to, Function<Task, Transition> step) {
        if (DIAGRAM.get(task.state()).contains(to)) {
            assertEquals(to, step.apply(task).after().state());
        } else {
            assertThrows(IllegalStateException.class, () -> step.apply(task), to.label());
        }
    }

    @Test
    void shouldQueueWhatIsDue() {
        Task after = lifecycle.due(ATask.in(SCHEDULED).build()).after();

        assertEquals(QUEUED, after.state());
        assertEquals("queued " + NOW, lastLine(after));
    }

    @Test
    void shouldCountAStart() {
        Task after = lifecycle.start(ATask.queued().attempts(2, 15).build()).after();

        assertEquals(RUNNING, after.state());
        assertEquals(3, after.attempts().number());
        assertEquals(NOW, after.times().startedAt());
        assertEquals("running " + NOW + " {\"attempt\":3}", lastLine(after));
    }

    @Test
    void shouldKeepResultAndMomentOfSuccess() {
        Task after = lifecycle.succeed(running(1, 15), "{\"n\":1}").after();

        assertEquals(SUCCEEDED, after.state());
        assertEquals("{\"n\":1}", after.outcome().result());
        assertEquals(NOW, after.times().endedAt());
        assertEquals(100, after.outcome().progress().percent());
        assertNull(after.outcome().error());
    }

    @Test
    void shouldTryAgainAfterAFailure() {
        Task after = lifecycle.fail(running(3, 15), "IOException: no route").after();

        assertEquals(SCHEDULED, after.state());
        assertEquals(NOW + 4_000, after.times().runAt());
        assertEquals("IOException: no route", after.outcome().error());
        assertEquals(0, after.times().endedAt());
        assertEquals(
                "scheduled " + NOW + " {\"attempt\":3,\"error\":\"IOException: no route\"}",
                lastLine(after));
    }

    @Test
    void shouldDieOfTheLastAttempt() {
        Task after = lifecycle.fail(running(15, 15), "again").after();

        assertEquals(DEAD, after.state());
        assertEquals(NOW, after.times().endedAt());
        assertEquals("again", after.outcome().error());
    }

    @Test
    void shouldNotCountExcusedAttempts() {
        Task twoExcused = ATask.in(RUNNING).attempts(3, 2).crashes(2).build();

        Task after = lifecycle.fail(twoExcused, "oops").after();

        assertEquals(SCHEDULED, after.state());
        assertEquals(NOW + 1_000, after.times().runAt());
    }

    @Test
    void shouldDieAtOnceOfAPermanentFailure() {
        assertEquals(DEAD, lifecycle.die(running(1, 15), "hopeless").after().state());
    }

    @Test
    void shouldShortenALongError() {
        Task after = lifecycle.fail(running(1, 15), "x".repeat(100_000)).after();

        assertEquals(2_001, after.outcome().error().length());
    }

    @Test
    void shouldKeepAnErrorOfManyLinesOnOneLineOfHistory() {
        Task after = lifecycle.fail(running(1, 15), "one\ntwo\r\n\"three\"\u2028").after();

        assertEquals(2, after.history().lines().split("\n").length);
        assertEquals(2, TaskHistory.events(after, 0).size());
    }

    @Test
    void shouldGiveADeadTaskAllItsAttemptsAgain() {
        Task dead = ATask.in(DEAD).attempts(15, 15).crashes(2).build();

        Task after = lifecycle.revive(dead).after();

        assertEquals(QUEUED, after.state());
        assertEquals(0, after.attempts().counted());
        assertEquals(15, after.attempts().number());
        assertEquals(0, after.attempts().crashes());
        assertEquals(0, after.times().endedAt());
        assertEquals(NOW, after.times().runAt());
    }

    @Test
    void shouldQueueAnOrphanUnpunished() {
        Task after = lifecycle.orphaned(running(1, 1)).after();

        assertEquals(QUEUED, after.state());
        assertEquals(1, after.attempts().crashes());
        assertEquals(0, after.attempts().counted());
    }

    @Test
    void shouldHoldATaskResponsibleForTheThirdCrash() {
        Task twice = ATask.in(RUNNING).attempts(3, 15).crashes(2).build();

        Task after = lifecycle.orphaned(twice).after();

        assertEquals(DEAD, after.state());
        assertTrue(
                after.outcome().error().startsWith("the process ended 3 times"),
                after.outcome().error());
    }

    @Test
    void shouldHandBackUnpunishedAndWithoutDelay() {
        Task after = lifecycle.handBack(running(1, 1)).after();

        assertEquals(QUEUED, after.state());
        assertEquals(0, after.attempts().counted());
        assertEquals(0, after.attempts().crashes());
        assertEquals(NOW, after.times().runAt());
    }

    @Test
    void shouldTellProgress() {
        Task after =
                lifecycle.progress(running(1, 15), new Progress(40, "page 4 of \"10\"")).after();

        assertEquals(RUNNING, after.state());
        assertEquals(40, after.outcome().progress().percent());
        assertEquals("page 4 of \"10\"", after.outcome().progress().note());
        assertTrue(lastLine(after).startsWith("progress " + NOW + " {\"percent\":40,"));
    }

    @Test
    void shouldWriteExactlyTheLineThatHistoryGains() {
        Task task = running(1, 15);

        Stream.of(lifecycle.succeed(task, null), lifecycle.fail(task, "x"))
                .forEach(
                        step -> {
                            assertEquals(
                                    task.history().lines() + '\n' + step.historyLines(),
                                    step.after().history().lines());
                            assertEquals(task.history().seq() + 1, step.after().history().seq());
                        });
    }

    private static Task running(int attempt, int maxAttempts) {
        return ATask.in(RUNNING).attempts(attempt, maxAttempts).build();
    }

    private static String lastLine(Task task) {
        return task.history().lines().substring(task.history().lines().lastIndexOf('\n') + 1);
    }
}
