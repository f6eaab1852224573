package io.handoff.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Stages;
import io.handoff.event.EventStore;
import io.handoff.task.ATask;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Moves;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import io.handoff.task.Transition;

/** What a contract suite asks its adapter for: a fresh, empty store for each test. */
public interface StoreUnderTest {

    /** Events a channel keeps in the stores under test. */
    int KEPT_EVENTS = 5;

    /** Entries the audit keeps. */
    int KEPT_AUDIT = 8;

    TaskStore tasks();

    EventStore events();

    default TaskAdmin taskAdmin() {
        return (TaskAdmin) tasks();
    }

    /**
     * The process ends, and another opens the store: as a new node, when the old one's lease is
     * over.
     */
    void restart();

    /** A task that stands in the store. */
    default Task stored(ATask task) {
        Task built = task.build();
        Accepted accepted = Stages.value(tasks().accept(new Submission(built, null)));
        assertEquals(new Accepted(How.CREATED, built.id()), accepted);
        return built;
    }

    default Task found(String id) {
        return tasks().find(id).orElseThrow();
    }

    default boolean moved(Transition transition) {
        return Stages.value(tasks().move(transition)).made();
    }

    /** Tells something on a channel, the way a task's end does. */
    default void tell(String channel, String... data) {
        Task task = stored(ATask.in(TaskState.RUNNING));
        var newEvents = java.util.Arrays.stream(data).map(text -> Moves.to(channel, text)).toList();
        Transition end = Moves.to(TaskState.SUCCEEDED, task).withEvents(newEvents);
        assertEquals(true, moved(end));
    }
}
