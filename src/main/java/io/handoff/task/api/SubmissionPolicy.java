package io.handoff.task.api;

import io.handoff.access.Caller;
import io.handoff.http.Problem;

/**
 * What a kind of work asks of a payload and of who hands it in through {@code POST /tasks}, where
 * its own resource would ask the same. A bean of the feature; a kind without one takes any object
 * from anybody.
 */
public interface SubmissionPolicy {

    String kind();

    /** Whether new ones are taken; what was accepted before is done all the same. */
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
