package io.handoff.task;

import io.handoff.access.Caller;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules of all kinds that have one. */
@Singleton
public class HandInRules {

    private final Map<String, HandInRule> byKind;

    public HandInRules(@All List<HandInRule> rules) {
        this.byKind =
                rules.stream().collect(Collectors.toMap(HandInRule::kind, Function.identity()));
    }

    /**
     * The task as its kind's rule wants it.
     *
     * @throws io.handoff.http.Problem if it is not to be done, or not for this caller
     */
    public NewTask checked(Caller caller, NewTask task) {
        HandInRule rule = byKind.get(task.kind());
        return rule == null ? task : task.withPayload(rule.check(caller, task.payload()));
    }
}
