package io.handoff.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Caller;
import io.handoff.access.Denied;
import io.handoff.task.api.SubmissionPolicy;
import jakarta.inject.Singleton;

/** Only admins may change many tasks at once. */
@Singleton
final class BulkSubmissionPolicy implements SubmissionPolicy {

    private final ObjectMapper json;

    BulkSubmissionPolicy(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String kind() {
        return BulkWorker.KIND;
    }

    @Override
    public String check(Caller caller, String payload) {
        if (!caller.isAdmin()) {
            throw Denied.foreign("Only an admin may change many tasks at once.");
        }
        try {
            Bulk.of(json.readTree(payload));
            return payload;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
