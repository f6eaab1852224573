package io.handoff.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.handoff.bus.BusMessage.Counts;
import io.handoff.bus.BusMessage.Hint;
import io.handoff.bus.BusMessage.NodeLeft;
import io.handoff.bus.BusMessage.Published;
import io.handoff.bus.BusMessage.WorkAvailable;
import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads envelopes in the forms of {@link EnvelopeForm}. */
final class EnvelopeReader {

    private static final JsonFactory JSON = new JsonFactory();

    private EnvelopeReader() {}

    static Envelope read(String text) throws IOException {
        int end = text.indexOf('\n');
        String data = end < 0 ? null : text.substring(end + 1);
        try (JsonParser line = JSON.createParser(end < 0 ? text : text.substring(0, end))) {
            require(line.nextToken() == JsonToken.START_ARRAY, "not an array");
            String form = String.valueOf(line.nextTextValue());
            return switch (form) {
                case EnvelopeForm.EVENT -> new Envelope(string(line), event(line, data));
                case EnvelopeForm.SIGNAL -> new Envelope(string(line), signal(line));
                default -> throw new IOException("unknown form");
            };
        }
    }

    private static BusMessage event(JsonParser line, String data) throws IOException {
        Event event =
                new Event(
                        string(line),
                        number(line),
                        string(line),
                        string(line),
                        number(line),
                        line.nextTextValue(),
                        new Conditions(line.nextTextValue(), number(line)),
                        data);
        require(event.seq() >= 0, "a negative seq");
        if (data != null) {
            return new Published(event);
        }
        require(event.seq() > 0, "a hint without a seq");
        return new Hint(event.channel(), event.seq());
    }

    private static BusPayload signal(JsonParser line) throws IOException {
        String kind = string(line);
        return switch (kind) {
            case EnvelopeForm.HEARTBEAT -> new Heartbeat(number(line), flag(line));
            case EnvelopeForm.WORK_AVAILABLE -> new WorkAvailable(string(line));
            case EnvelopeForm.COUNTS -> counts(line);
            case EnvelopeForm.NODE_LEFT -> new NodeLeft(string(line));
            default -> throw new IOException("unknown kind");
        };
    }

    private static Counts counts(JsonParser line) throws IOException {
        String node = string(line);
        String counter = string(line);
        boolean first = flag(line);
        boolean last = flag(line);
        Map<String, Integer> counts = new HashMap<>();
        require(line.nextToken() == JsonToken.START_OBJECT, "not an object of counts");
        while (line.nextToken() == JsonToken.FIELD_NAME) {
            String key = line.currentName();
            require(line.nextToken() == JsonToken.VALUE_NUMBER_INT, "not a count");
            counts.put(key, line.getIntValue());
        }
        return new Counts(node, counter, counts, first, last);
    }

    private static String string(JsonParser line) throws IOException {
        String value = line.nextTextValue();
        require(value != null, "not a string");
        return value;
    }

    private static long number(JsonParser line) throws IOException {
        require(line.nextToken() == JsonToken.VALUE_NUMBER_INT, "not a whole number");
        return line.getLongValue();
    }

    private static boolean flag(JsonParser line) throws IOException {
        JsonToken token = line.nextToken();
        require(token != null && token.isBoolean(), "not a boolean");
        return line.getBooleanValue();
    }

    private static void require(boolean right, String otherwise) throws IOException {
        if (!right) {
            throw new IOException(otherwise);
        }
    }
}
