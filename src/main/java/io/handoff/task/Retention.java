package io.handoff.task;

/**
 * Before which moments (epoch milliseconds) ended things are deleted; 0 deletes none.
 *
 * @param keysBefore idempotency keys, and the ids of what was published
 * @param eventsBefore events, but for those of the audit
 * @param limit of each sort at most so many
 */
public record Retention(
        long endedBefore,
        long deadBefore,
        long keysBefore,
        long eventsBefore,
        long auditBefore,
        int limit) {

    /** Leaves the audit alone. */
    public Retention(
            long endedBefore, long deadBefore, long keysBefore, long eventsBefore, int limit) {
        this(endedBefore, deadBefore, keysBefore, eventsBefore, 0, limit);
    }

    /** Deletes entries of the audit log only. */
    public static Retention ofAudit(long before, int limit) {
        return new Retention(0, 0, 0, 0, before, limit);
    }
}
