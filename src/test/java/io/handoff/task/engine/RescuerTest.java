package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.Stages;
import io.handoff.event.Event;
import io.handoff.store.postgres.Postgres;
import io.handoff.store.postgres.PostgresStore;
import io.handoff.task.ATask;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two whole engines on one store. */
class RescuerTest {

    private final Postgres postgres = Postgres.fresh();
    private final Gate gate = Gate.stubborn();
    private final List<String> ranElsewhere = new CopyOnWriteArrayList<>();
    private PostgresStore store;
    private PostgresStore otherStore;
    private EngineFixture one;
    private EngineFixture other;

    @BeforeEach
    void start() {
        store = postgres.open();
        otherStore = postgres.open();
        one = new EngineFixture(store, new FakeWorkers().with("process", gate), "slots", "1");
        other =
                new EngineFixture(
                        otherStore,
                        new FakeWorkers().with("process", run -> ranElsewhere.add(run.id())));
        one.parts.join();
        other.parts.join();
    }

    @AfterEach
    void stop() {
        gate.open();
        one.close();
        other.close();
    }

    @Test
    void shouldTakeOverFromANodeThatIsGoneAndRefuseItsLateResult() {
        // given
        String id = runningOnOne();
        postgres.expire(store);

        // when
        other.parts.rescuer().sweep();

        // then
        Task ended = other.end(id);
        assertEquals(2, ended.attempts().number());
        assertEquals(1, ended.attempts().crashes());
        assertEquals(List.of(id), ranElsewhere);

        // when the first comes back to life
        one.parts.leaseKeeper().renew();
        gate.open();

        // then
        one.awaitRefused();
        assertEquals(ended, other.find(id));
        assertEquals(TaskState.SUCCEEDED, one.end(one.accept("process")).state());
    }

    @Test
    void shouldLeaveTheTasksOfTheLivingAlone() {
        String id = runningOnOne();

        other.parts.join();

        assertEquals(TaskState.RUNNING, other.find(id).state());
        gate.open();
        assertEquals(1, one.end(id).attempts().number());
    }

    @Test
    void shouldTakeOverAtTheStartWhatIsLeft() {
        String id = runningOnOne();
        postgres.expire(store);

        other.parts.join();

        assertEquals(TaskState.SUCCEEDED, other.end(id).state());
    }

    @Test
    void shouldBuryATaskThatTookThreeNodesDown() {
        Task killer = ATask.in(TaskState.RUNNING).attempts(3, 15).crashes(2).build();
        Stages.value(store.accept(new Submission(killer, null)));
        postgres.expire(store);

        other.parts.rescuer().sweep();

        Task dead = other.end(killer.id());
        assertEquals(TaskState.DEAD, dead.state());
        assertTrue(dead.outcome().error().contains("ended 3 times"), dead.outcome().error());
        assertEquals(List.of(), ranElsewhere);
    }

    @Test
    void shouldRunWhatAnotherReplicaHasNoSlotFor() {
        runningOnOne();
        String waiting = one.accept("process");

        other.parts.backlogPoller().pollNow();

        assertEquals(TaskState.SUCCEEDED, other.end(waiting).state());
        assertEquals(List.of(waiting), ranElsewhere);
    }

    @Test
    void shouldHearOfAnEndElsewhere() {
        String id = runningOnOne();
        var end = other.taskEngine.awaitEnd(id, Duration.ofSeconds(20)).orElseThrow();
        gate.open();
        one.end(id);

        other.parts.backlogPoller().pollNow();

        assertEquals(TaskState.SUCCEEDED, Stages.value(end).state());
    }

    @Test
    void shouldCancelWhatRunsElsewhere() {
        String id = runningOnOne();

        var change = Stages.value(other.taskEngine.cancel(id)).orElseThrow();

        assertTrue(change.made());
        assertEquals(TaskState.CANCELLED, one.find(id).state());
        gate.open();
        one.awaitRefused();
    }

    @Test
    void shouldStopWhatRunsHereWhenItHearsThatItWasCancelledElsewhere() {
        String id = runningOnOne();
        TaskExecution execution = one.parts.executions().find(id).orElseThrow();
        Stages.value(other.taskEngine.cancel(id));

        one.bus.publish(new Event("task:" + id, 3, id + ".3", "cancelled", 0, "{}"));

        assertEquals(StopReason.FENCED.text(), execution.stopReason());
    }

    @Test
    void shouldCountWhatTheOthersHaveAccepted() {
        runningOnOne();
        one.accept(one.wanted("process", 0, Long.MAX_VALUE / 2));

        other.parts.backlogPoller().pollNow();

        assertEquals(1, other.parts.queue().scheduled());
    }

    @Test
    void shouldGiveTheOthersTimeAfterItsOwnLeaseHadRunOut() throws TimeoutException {
        // given a database that was away: all leases are over
        String id = runningOnOne();
        postgres.expire(store);
        postgres.expire(otherStore);
        other.parts.leaseKeeper().renew();
        Stages.value(otherStore.ping());

        // when
        other.parts.rescuer().sweep();
        Stages.value(otherStore.ping());

        // then
        assertEquals(TaskState.RUNNING, other.find(id).state());
        one.parts.leaseKeeper().renew();
        gate.open();
        Eventually.equal(TaskState.SUCCEEDED, () -> one.find(id).state());
    }

    @Test
    void shouldGiveTheOthersTimeThoughItLooksBeforeItHasRenewedItsOwnLease() {
        // given a database that was away: all leases are over, and nobody has said so yet
        String id = runningOnOne();
        postgres.expire(store);
        postgres.expire(otherStore);

        // when
        other.parts.rescuer().sweep();
        Stages.value(otherStore.ping());
        Stages.value(otherStore.ping());

        // then
        assertEquals(TaskState.RUNNING, other.find(id).state());
    }

    private String runningOnOne() {
        String id = one.accept("process");
        gate.awaitEntered();
        return id;
    }
}
