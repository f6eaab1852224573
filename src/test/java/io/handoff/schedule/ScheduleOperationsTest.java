package io.handoff.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.SettableClock;
import io.handoff.Settings;
import io.handoff.Stages;
import io.handoff.access.Caller;
import io.handoff.event.Ids;
import io.handoff.http.Problem;
import io.handoff.limit.Limit;
import io.handoff.limit.LimitSettings;
import io.handoff.limit.Limits;
import io.handoff.store.sql.Store;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.task.NewTask;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleOperationsTest {

    private static final Caller ALICE = new Caller("alice", Set.of(), 0);
    private static final Caller BOB = new Caller("bob", Set.of(), 0);

    @TempDir Path directory;
    private Store store;
    private ScheduleStore scheduleStore;

    @BeforeEach
    void open() {
        store = Sqlite.open(directory);
        scheduleStore = store.scheduleStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldRefuseWhatIsOverALimit() {
        Limits limits = Limits.enforced();
        ScheduleOperations scheduleOperations = operations(limits);
        Stages.value(add(scheduleOperations, ALICE));

        assertEquals(409, refusal(add(scheduleOperations, ALICE)).status());
        Stages.value(add(scheduleOperations, BOB));
        Caller carol = new Caller("carol", Set.of(), 0);
        assertEquals(503, refusal(add(scheduleOperations, carol)).status());

        assertEquals(1, limits.count(Limit.SCHEDULES_PER_OWNER));
        assertEquals(1, limits.count(Limit.SCHEDULES));
        assertEquals(2, scheduleStore.list(null, null, 10).size());
    }

    @Test
    void shouldOnlyCountWhereALimitIsNotEnforced() {
        Limits limits =
                new Limits(
                        Settings.of(
                                LimitSettings.class,
                                "handoff.limits.only-counted",
                                "schedules,schedules-per-owner"));
        ScheduleOperations scheduleOperations = operations(limits);

        for (int i = 0; i < 4; i++) {
            Stages.value(add(scheduleOperations, ALICE));
        }

        assertEquals(3, limits.count(Limit.SCHEDULES_PER_OWNER));
        assertEquals(2, limits.count(Limit.SCHEDULES));
        assertEquals(4, scheduleStore.list("alice", null, 10).size());
    }

    @Test
    void shouldNotResumeWhatItCannotRead() {
        Schedule nonsense = ASchedule.at(0).owner("alice").cron("@whenever").build();
        Stages.value(scheduleStore.add(nonsense, 10, 10));

        try {
            operations(Limits.enforced()).resume(ALICE, nonsense.id());
        } catch (Problem problem) {
            assertEquals(409, problem.status());
            assertTrue(problem.getMessage().contains("5 fields"), problem.getMessage());
            return;
        }
        throw new AssertionError("It was resumed");
    }

    private ScheduleOperations operations(Limits limits) {
        ScheduleSettings settings =
                Settings.of(
                        ScheduleSettings.class,
                        "handoff.schedules.per-owner",
                        "1",
                        "handoff.schedules.limit",
                        "2");
        SettableClock clock = new SettableClock();
        return new ScheduleOperations(scheduleStore, settings, limits, new Ids(clock), clock);
    }

    private static CompletionStage<Schedule> add(
            ScheduleOperations scheduleOperations, Caller owner) {
        ObjectNode body = new ObjectMapper().createObjectNode().put("cron", "@daily");
        NewTask work = NewTask.of("process", "{}", owner.name(), null, null);
        return scheduleOperations.add(new ScheduleRequest(body, work), owner);
    }

    private static Problem refusal(CompletionStage<?> stage) {
        return (Problem) Stages.failure(stage);
    }
}
