package io.handoff.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.http.Problem;
import java.util.Set;

/**
 * Work that does nothing, as it was ordered.
 *
 * @param seconds how long it takes
 * @param failureRate the share of attempts that fail
 * @param message what its result says
 */
record Demo(double seconds, double failureRate, String message) {

    private static final Set<String> FIELDS = Set.of("seconds", "failureRate", "message");
    private static final int MAX_MESSAGE = 200;

    /**
     * @throws Problem 400 that says what is wrong
     */
    static Demo of(JsonNode payload) {
        payload.fieldNames().forEachRemaining(Demo::known);
        return new Demo(
                number(payload, "seconds", 600, 5),
                number(payload, "failureRate", 1, 0),
                message(payload.path("message")));
    }

    private static void known(String field) {
        if (!FIELDS.contains(field)) {
            throw Problem.badRequest(
                    "'" + field + "' means nothing to a demo: give seconds, failureRate, message.");
        }
    }

    private static double number(JsonNode payload, String name, int most, double otherwise) {
        JsonNode value = payload.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        double number = value.asDouble();
        if (!value.isNumber() || !(number >= 0 && number <= most)) {
            throw Problem.badRequest("'" + name + "' must be a number from 0 to " + most + ".");
        }
        return number;
    }

    private static String message(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "Nothing was done, and that took a while.";
        }
        if (!value.isTextual() || value.asText().length() > MAX_MESSAGE) {
            throw Problem.badRequest(
                    "'message' must be a text of up to " + MAX_MESSAGE + " characters.");
        }
        return value.asText();
    }
}
