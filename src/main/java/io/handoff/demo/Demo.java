package io.handoff.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.http.Problem;
import java.util.Set;

/**
 * What a demo task should simulate.
 *
 * @param seconds its duration
 * @param failureRate the share of attempts that fail, 0 to 1
 * @param message part of its result
 */
record Demo(double seconds, double failureRate, String message) {

    private static final Set<String> FIELDS = Set.of("seconds", "failureRate", "message");
    private static final int MAX_MESSAGE = 200;

    /**
     * @throws Problem 400 if a field is unknown or invalid
     */
    static Demo of(JsonNode payload) {
        payload.fieldNames().forEachRemaining(Demo::requireKnown);
        return new Demo(
                number(payload, "seconds", 600, 5),
                number(payload, "failureRate", 1, 0),
                message(payload.path("message")));
    }

    private static void requireKnown(String field) {
        if (!FIELDS.contains(field)) {
            throw Problem.badRequest(
                    "'"
                            + field
                            + "' is not a field of a demo; known: seconds, failureRate, message.");
        }
    }

    private static double number(JsonNode payload, String name, int max, double absent) {
        JsonNode value = payload.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        double number = value.asDouble();
        if (!value.isNumber() || !(number >= 0 && number <= max)) {
            throw Problem.badRequest("'" + name + "' must be a number from 0 to " + max + ".");
        }
        return number;
    }

    private static String message(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "This was a demo: it waited and did nothing.";
        }
        if (!value.isTextual() || value.asText().length() > MAX_MESSAGE) {
            throw Problem.badRequest(
                    "'message' must be a string of up to " + MAX_MESSAGE + " characters.");
        }
        return value.asText();
    }
}
