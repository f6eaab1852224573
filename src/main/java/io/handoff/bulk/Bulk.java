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
 * One action on all tasks that match.
 *
 * @param states what they have to be in, one after the other
 * @param kind null for any
 */
record Bulk(Action action, List<TaskState> states, String kind) {

    private static final Set<String> FIELDS = Set.of("action", "state", "kind");

    /** What can be done, with the states of the tasks to which it can be done. */
    enum Action {
        RETRY(TaskState.DEAD),
        /** In the order of a task's life, so that none slips through. */
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
     * @throws Problem 400 that says what is wrong
     */
    static Bulk of(JsonNode body) {
        body.fieldNames().forEachRemaining(Bulk::known);
        Action action = action(body.path("action"));
        return new Bulk(action, states(action, body.path("state")), kind(body.path("kind")));
    }

    /** For those who want to know what was done. */
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
            throw Problem.badRequest(
                    "'" + field + "' means nothing here: give action, state and kind.");
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
                                        "To "
                                                + action.label()
                                                + " tasks 'state' must be one of "
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
            throw Problem.badRequest("'kind' must be the name of a kind of tasks, or absent.");
        }
        return kind.asText();
    }
}
