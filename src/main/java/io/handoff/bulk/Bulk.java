package io.handoff.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.http.Problem;
import io.handoff.task.TaskState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An action on all tasks that match.
 *
 * @param states the states of matching tasks, processed in this order
 * @param kind null for all kinds
 */
record Bulk(Action action, List<TaskState> states, String kind) {

    private static final Set<String> FIELDS = Set.of("action", "state", "kind");

    /** The actions, with the states in which they apply. */
    enum Action {
        RETRY(TaskState.DEAD),
        /** In the order of a task's life, so that no task is missed as it moves on. */
        CANCEL(TaskState.SCHEDULED, TaskState.QUEUED, TaskState.RUNNING),
        DISCARD(TaskState.DEAD, TaskState.CANCELLED, TaskState.SUCCEEDED);

        private final List<TaskState> states;

        Action(TaskState... states) {
            this.states = List.of(states);
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws Problem 400 if the body is invalid
     */
    static Bulk of(JsonNode body) {
        body.fieldNames().forEachRemaining(Bulk::known);
        Action action = action(body.path("action"));
        return new Bulk(action, states(action, body.path("state")), kind(body.path("kind")));
    }

    /** For the audit log. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("action", action.label());
        facts.put("states", states.stream().map(TaskState::label).toList());
        if (kind != null) {
            facts.put("kind", kind);
        }
        return facts;
    }

    private static void known(String field) {
        if (!FIELDS.contains(field)) {
            throw Problem.badRequest("Unknown field '" + field + "': send action, state and kind.");
        }
    }

    private static Action action(JsonNode name) {
        return Arrays.stream(Action.values())
                .filter(action -> name.isTextual() && action.label().equals(name.asText()))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badRequest("'action' must be retry, cancel or discard."));
    }

    private static List<TaskState> states(Action action, JsonNode state) {
        if (state.isMissingNode() || state.isNull()) {
            return action.states;
        }
        return TaskState.named(state.asText())
                .filter(named -> state.isTextual() && action.states.contains(named))
                .map(List::of)
                .orElseThrow(
                        () ->
                                Problem.badRequest(
                                        "'state' for "
                                                + action.label()
                                                + " must be one of "
                                                + action.states.stream()
                                                        .map(TaskState::label)
                                                        .toList()
                                                + ", or absent."));
    }

    private static String kind(JsonNode kind) {
        if (kind.isMissingNode() || kind.isNull()) {
            return null;
        }
        if (!kind.isTextual()) {
            throw Problem.badRequest("'kind' must be the name of a kind, or absent.");
        }
        return kind.asText();
    }
}
