package io.handoff.task;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a task is in its life.
 *
 * <pre>
 *   scheduled ──due──► queued ──slot──► running ──► succeeded
 *       ▲                ▲                │ │ └────► dead       attempts used up, or permanent
 *       └──── retry ─────┴─── requeued ────┘ └──────► cancelled
 *   scheduled, queued ──► cancelled       dead ──► queued       retry requested
 * </pre>
 */
public enum TaskState {
    SCHEDULED,
    QUEUED,
    RUNNING,
    SUCCEEDED,
    DEAD,
    CANCELLED;

    private static final TaskState[] BY_CODE = values();

    /** The number stored for this state; never renumber. */
    public int code() {
        return ordinal();
    }

    public static TaskState ofCode(int code) {
        return BY_CODE[code];
    }

    /** The state of that (lower-case) name, as clients write it. */
    public static Optional<TaskState> named(String name) {
        for (TaskState state : BY_CODE) {
            if (state.label().equals(name)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return this == SUCCEEDED || this == DEAD || this == CANCELLED;
    }

    public boolean waiting() {
        return this == SCHEDULED || this == QUEUED;
    }

    public boolean canBecome(TaskState next) {
        return successors().contains(next);
    }

    private Set<TaskState> successors() {
        return switch (this) {
            case SCHEDULED -> EnumSet.of(QUEUED, CANCELLED);
            case QUEUED -> EnumSet.of(RUNNING, CANCELLED);
            case RUNNING -> EnumSet.of(RUNNING, SUCCEEDED, SCHEDULED, QUEUED, DEAD, CANCELLED);
            case DEAD -> EnumSet.of(QUEUED);
            case SUCCEEDED, CANCELLED -> EnumSet.noneOf(TaskState.class);
        };
    }
}
