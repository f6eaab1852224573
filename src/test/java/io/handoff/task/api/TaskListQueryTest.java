package io.handoff.task.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.http.PageReader.Page;
import io.handoff.http.Problem;
import io.handoff.task.ATask;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskListQueryTest {

    @Test
    void shouldAskForAllByDefault() {
        assertEquals(
                new TaskQuery(null, null, null, null, 50),
                TaskListQuery.parse(null, null, null, null).query(null));
    }

    @Test
    void shouldContinueAfterATask() {
        Task last = ATask.queued().build();
        TaskListQuery taskListQuery = TaskListQuery.parse("dead", null, null, ATask.nextId());

        assertEquals(
                new TaskQuery(TaskState.DEAD, null, "alice", last.id(), 8),
                taskListQuery.query("alice", last, 8));
    }

    @Test
    void shouldReadFilters() {
        String cursor = ATask.nextId();

        assertEquals(
                new TaskQuery(TaskState.DEAD, "mail", null, cursor, 2),
                TaskListQuery.parse("dead", "mail", "2", cursor).query(null));
    }

    @Test
    void shouldEndWhereAllFits() {
        assertNull(
                TaskListQuery.parse(null, null, "2", null)
                        .next(new Page<>(List.of(ATask.queued().build()), false)));
    }

    @Test
    void shouldPointToTheRestWithTheSameFilters() {
        Task shown = ATask.queued().build();
        TaskListQuery taskListQuery = TaskListQuery.parse("queued", "a&b", "7", null);

        assertEquals(
                "/tasks?limit=7&cursor=" + shown.id() + "&state=queued&kind=a%26b",
                taskListQuery.next(new Page<>(List.of(shown), true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "many", "", "1.5", "99999999999"})
    void shouldRefuseLimits(String limit) {
        assertRefused("limit", null, limit, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "' OR 1=1 --", "0190-xyz"})
    void shouldRefuseCursors(String cursor) {
        assertRefused("cursor", null, null, cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "finished", "DEAD"})
    void shouldNameTheKnownStates(String state) {
        assertRefused("succeeded, dead, cancelled", state, null, null);
    }

    private static void assertRefused(String named, String state, String limit, String cursor) {
        Problem problem =
                assertThrows(Problem.class, () -> TaskListQuery.parse(state, null, limit, cursor));
        assertEquals(400, problem.status());
        assertTrue(problem.getMessage().contains(named), problem.getMessage());
    }
}
