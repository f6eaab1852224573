package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.task.Backlog;
import io.handoff.task.TaskState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueGaugeTest {

    private final QueueGauge queueGauge = new QueueGauge(3);

    @Test
    void shouldLetInUpToTheLimit() {
        assertTrue(queueGauge.tryEnter(TaskState.QUEUED));
        assertTrue(queueGauge.tryEnter(TaskState.SCHEDULED));
        assertTrue(queueGauge.tryEnter(TaskState.QUEUED));

        assertFalse(queueGauge.tryEnter(TaskState.QUEUED));
        assertFalse(queueGauge.tryEnter(TaskState.SCHEDULED));
        assertEquals(3, queueGauge.waiting());
    }

    @Test
    void shouldLetInWhatDoesNotWait() {
        queueGauge.reset(new Backlog(1, 2, 0, 0));

        assertTrue(queueGauge.tryEnter(TaskState.RUNNING));
        assertEquals(3, queueGauge.waiting());
    }

    @Test
    void shouldFollowTasks() {
        queueGauge.tryEnter(TaskState.SCHEDULED);
        queueGauge.moved(TaskState.SCHEDULED, TaskState.QUEUED);
        assertEquals(1, queueGauge.queued());
        assertEquals(0, queueGauge.scheduled());

        queueGauge.moved(TaskState.QUEUED, TaskState.RUNNING);
        assertEquals(0, queueGauge.waiting());

        queueGauge.moved(TaskState.RUNNING, TaskState.SCHEDULED);
        assertEquals(1, queueGauge.scheduled());

        queueGauge.leave(TaskState.SCHEDULED);
        assertEquals(0, queueGauge.waiting());
    }

    @Test
    void shouldTakeOverWhatTheStoreSaysAndKeepWhatCameMeanwhile() {
        queueGauge.tryEnter(TaskState.QUEUED);
        QueueGauge.Waiting before = queueGauge.now();
        queueGauge.tryEnter(TaskState.QUEUED);

        queueGauge.correct(before, new Backlog(7, 5, 0, 0));

        assertEquals(6, queueGauge.queued());
        assertEquals(7, queueGauge.scheduled());
    }

    @Test
    void shouldNeverLetACrowdExceedTheLimit() {
        for (int round = 0; round < 200; round++) {
            QueueGauge full = new QueueGauge(3);

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
