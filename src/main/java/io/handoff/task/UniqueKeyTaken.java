package io.handoff.task;

/** A task that had ended can't be taken up again: another unfinished one has its unique key. */
public class UniqueKeyTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UniqueKeyTaken(Throwable cause) {
        super("Another unfinished task has the same unique key.", cause, false, false);
    }
}
