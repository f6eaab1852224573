package io.handoff.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Caller;
import io.handoff.task.api.SubmissionPolicy;
import jakarta.inject.Singleton;

/** Every caller may submit a demo, within its limits. */
@Singleton
final class DemoSubmissionPolicy implements SubmissionPolicy {

    private final ObjectMapper json;
    private final boolean enabled;

    DemoSubmissionPolicy(ObjectMapper json, DemoSettings settings) {
        this.json = json;
        this.enabled = settings.enabled();
    }

    @Override
    public boolean enabled() {
        return enabled;
    }

    @Override
    public String kind() {
        return DemoWorker.KIND;
    }

    @Override
    public String check(Caller caller, String payload) {
        try {
            Demo.of(json.readTree(payload));
            return payload;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
