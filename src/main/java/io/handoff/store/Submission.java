package io.handoff.store;

/**
 * A new task on its way into the store.
 *
 * @param once what makes a repeated request find this task again, or null
 */
public record Submission(Task task, IdempotencyKey once) {

    /**
     * A client's {@code Idempotency-Key}.
     *
     * @param caller who sent it
     * @param route where to; the same key on another route is another key
     * @param fingerprint of path and body, to tell a repeat from a reuse
     */
    public record IdempotencyKey(String caller, String route, String key, String fingerprint) {}
}
