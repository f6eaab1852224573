package io.handoff.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.handoff.bus.BusMessage.Counts;
import io.handoff.bus.BusMessage.Hint;
import io.handoff.bus.BusMessage.NodeLeft;
import io.handoff.bus.BusMessage.Published;
import io.handoff.bus.BusMessage.WorkAvailable;
import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Writes envelopes in the forms of {@link EnvelopeForm}. */
final class EnvelopeWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private EnvelopeWriter() {}

    static String write(String origin, BusPayload payload) {
        StringWriter text = new StringWriter();
        try (JsonGenerator line = JSON.createGenerator(text)) {
            line.writeStartArray();
            write(line, origin, payload);
            line.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write to a string", e);
        }
        return payload instanceof Published published
                ? text.append('\n').append(published.event().data()).toString()
                : text.toString();
    }

    private static void write(JsonGenerator line, String origin, BusPayload payload)
            throws IOException {
        if (payload instanceof Published published) {
            writeEvent(line, origin, published.event());
        } else if (payload instanceof Hint hint) {
            writeEvent(line, origin, new Event(hint.channel(), hint.seq(), "", "", 0, ""));
        } else {
            line.writeString(EnvelopeForm.SIGNAL);
            line.writeString(origin);
            writeSignal(line, payload);
        }
    }

    private static void writeEvent(JsonGenerator line, String origin, Event event)
            throws IOException {
        line.writeString(EnvelopeForm.EVENT);
        line.writeString(origin);
        line.writeString(event.channel());
        line.writeNumber(event.seq());
        line.writeString(event.id());
        line.writeString(event.type());
        line.writeNumber(event.time());
        line.writeString(event.from());
        Conditions conditions = event.conditions();
        line.writeString(conditions.collapseKey());
        line.writeNumber(conditions.expiresAt());
    }

    private static void writeSignal(JsonGenerator line, BusPayload payload) throws IOException {
        if (payload instanceof Heartbeat heartbeat) {
            line.writeString(EnvelopeForm.HEARTBEAT);
            line.writeNumber(heartbeat.sentAt());
            line.writeBoolean(heartbeat.messagesLost());
        } else if (payload instanceof WorkAvailable work) {
            line.writeString(EnvelopeForm.WORK_AVAILABLE);
            line.writeString(work.node());
        } else if (payload instanceof Counts counts) {
            line.writeString(EnvelopeForm.COUNTS);
            writeCounts(line, counts);
        } else if (payload instanceof NodeLeft left) {
            line.writeString(EnvelopeForm.NODE_LEFT);
            line.writeString(left.node());
        } else {
            throw new IllegalArgumentException("No form for " + payload);
        }
    }

    private static void writeCounts(JsonGenerator line, Counts counts) throws IOException {
        line.writeString(counts.node());
        line.writeString(counts.counter());
        line.writeBoolean(counts.first());
        line.writeBoolean(counts.last());
        line.writeStartObject();
        for (Map.Entry<String, Integer> count : counts.counts().entrySet()) {
            line.writeNumberField(count.getKey(), count.getValue());
        }
        line.writeEndObject();
    }
}
