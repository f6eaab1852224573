package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.store.Backlog;
import io.handoff.store.TaskState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadTest {

    private final Load load = new Load(3);

    @Test
    void shouldLetInUpToTheLimit() {
        assertTrue(load.tryEnter(TaskState.QUEUED));
        assertTrue(load.tryEnter(TaskState.SCHEDULED));
        assertTrue(load.tryEnter(TaskState.QUEUED));

        assertFalse(load.tryEnter(TaskState.QUEUED));
        assertFalse(load.tryEnter(TaskState.SCHEDULED));
        assertEquals(3, load.waiting());
    }

    @Test
    void shouldLetInWhatDoesNotWait() {
        load.reset(new Backlog(1, 2, 0, 0));

        assertTrue(load.tryEnter(TaskState.RUNNING));
        assertEquals(3, load.waiting());
    }

    @Test
    void shouldFollowTasks() {
        load.tryEnter(TaskState.SCHEDULED);
        load.moved(TaskState.SCHEDULED, TaskState.QUEUED);
        assertEquals(1, load.queued());
        assertEquals(0, load.scheduled());

        load.moved(TaskState.QUEUED, TaskState.RUNNING);
        assertEquals(0, load.waiting());

        load.moved(TaskState.RUNNING, TaskState.SCHEDULED);
        assertEquals(1, load.scheduled());

        load.leave(TaskState.SCHEDULED);
        assertEquals(0, load.waiting());
    }

    @Test
    void shouldTakeOverWhatTheStoreSaysAndKeepWhatCameMeanwhile() {
        load.tryEnter(TaskState.QUEUED);
        Load.Waiting before = load.now();
        load.tryEnter(TaskState.QUEUED);

        load.correct(before, new Backlog(7, 5, 0, 0));

        assertEquals(6, load.queued());
        assertEquals(7, load.scheduled());
    }

    @Test
    void shouldNeverLetACrowdExceedTheLimit() {
        for (int round = 0; round < 200; round++) {
            Load full = new Load(3);

            List<Boolean> entered =
                    Crowd.together(
                            4,
                            () ->
                                    IntStream.range(0, 2)
                                                    .filter(
                                                            i ->
                                                                    full.tryEnter(
                                                                            TaskState.values()[i]))
                                                    .count()
                                            > 0);

            assertTrue(full.waiting() <= 3, () -> full.waiting() + " waiting after " + entered);
        }
    }
}
