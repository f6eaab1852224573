package io.handoff.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An event on the wire: a line with a JSON array (form, origin, and the event's fields in their
 * order), then the event's data as it is; a hint is the line alone. Readable by people, and without
 * a NUL in it whatever names hold.
 *
 * @param origin which node sent it
 */
record Envelope(String origin, Event event) {

    /** Another form must have another name: what reads only this one passes over that one. */
    private static final String FORM = "handoff/1";

    private static final JsonFactory JSON = new JsonFactory();

    /** The whole event, or a hint of it where it is larger; empty where that does not do. */
    Optional<String> text(int maxBytes) {
        String whole = write(event);
        if (fits(whole, maxBytes)) {
            return Optional.of(whole);
        }
        return event.ephemeral()
                ? Optional.empty()
                : Optional.of(write(event.asHint())).filter(hint -> fits(hint, maxBytes));
    }

    private static boolean fits(String text, int maxBytes) {
        return text.length() <= maxBytes / 3
                || text.length() <= maxBytes
                        && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    }

    private String write(Event event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator line = JSON.createGenerator(text)) {
            line.writeStartArray();
            line.writeString(FORM);
            line.writeString(origin);
            line.writeString(event.channel());
            line.writeNumber(event.seq());
            line.writeString(event.id());
            line.writeString(event.type());
            line.writeNumber(event.time());
            line.writeString(event.from());
            line.writeString(event.conditions().collapseKey());
            line.writeNumber(event.conditions().expiresAt());
            line.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("A string can't be written to", e);
        }
        return event.hint() ? text.toString() : text.append('\n').append(event.data()).toString();
    }

    /**
     * @throws IOException if it is no envelope, or one of another form
     */
    static Envelope parse(String text) throws IOException {
        int end = text.indexOf('\n');
        String data = end < 0 ? null : text.substring(end + 1);
        try (JsonParser line = JSON.createParser(end < 0 ? text : text.substring(0, end))) {
            if (line.nextToken() != JsonToken.START_ARRAY || !FORM.equals(line.nextTextValue())) {
                throw new IOException("It is no " + FORM + " message");
            }
            String origin = string(line);
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
            if (event.seq() < 0 || event.hint() && event.ephemeral()) {
                throw new IOException("It tells of nothing");
            }
            return new Envelope(origin, event);
        }
    }

    private static String string(JsonParser line) throws IOException {
        String value = line.nextTextValue();
        if (value == null) {
            throw new IOException("A text is missing");
        }
        return value;
    }

    private static long number(JsonParser line) throws IOException {
        if (line.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IOException("A number is missing");
        }
        return line.getLongValue();
    }
}
