package io.handoff.task.worker;

/** Thrown by a worker that knows that trying again is of no use: the task is dead at once. */
public class PermanentFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PermanentFailure(String message) {
        super(message);
    }

    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
