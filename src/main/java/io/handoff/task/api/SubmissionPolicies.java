package io.handoff.task.api;

import io.handoff.access.Caller;
import io.handoff.task.NewTask;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules of all kinds that have one. */
@Singleton
public class SubmissionPolicies {

    private final Map<String, SubmissionPolicy> byKind;

    public SubmissionPolicies(@All List<SubmissionPolicy> rules) {
        this.byKind =
                rules.stream()
                        .collect(Collectors.toMap(SubmissionPolicy::kind, Function.identity()));
    }

    /** Those of the kinds that are not switched off. */
    public Set<String> enabled(Set<String> kinds) {
        return kinds.stream()
                .filter(kind -> !byKind.containsKey(kind) || byKind.get(kind).enabled())
                .collect(Collectors.toSet());
    }

    /**
     * The task as its kind's rule wants it.
     *
     * @throws io.handoff.http.Problem if it is not to be done, or not for this caller
     */
    public NewTask checked(Caller caller, NewTask task) {
        SubmissionPolicy rule = byKind.get(task.kind());
        return rule == null ? task : task.withPayload(rule.check(caller, task.payload()));
    }
}
