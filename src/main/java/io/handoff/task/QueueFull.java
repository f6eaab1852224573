package io.handoff.task;

/** As many tasks wait as may. */
public final class QueueFull extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QueueFull(long limit) {
        super(
                limit + " tasks wait already (handoff.tasks.queue-limit); try again later.",
                null,
                false,
                false);
    }
}
