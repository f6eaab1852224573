package io.handoff.task.api;

import io.handoff.access.Caller;
import io.handoff.http.Problem;

/**
 * What a kind requires of a payload and of the caller that submits it through {@code POST /tasks},
 * as its own resource would. A bean of the feature; a kind without one accepts any object from any
 * caller.
 */
public interface SubmissionPolicy {

    String kind();

    /** Whether new tasks are accepted; accepted ones are executed in any case. */
    default boolean enabled() {
        return true;
    }

    /**
     * @param payload compact JSON, an object
     * @return the payload to keep
     * @throws Problem if it is not to be done, or not for this caller
     */
    String check(Caller caller, String payload);
}
