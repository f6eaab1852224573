package io.handoff.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.Event;
import java.nio.charset.StandardCharsets;

/** An event that is encoded once for all its readers, when the first one needs it. */
public final class EncodedEvent {

    private static final byte[] FRAME = "{\"op\":\"event\",".getBytes(StandardCharsets.UTF_8);

    private final Event event;
    private final ObjectMapper json;
    private volatile byte[] bytes;
    private volatile byte[] frame;

    public EncodedEvent(Event event, ObjectMapper json) {
        this.event = event;
        this.json = json;
    }

    public Event event() {
        return event;
    }

    /** The event as UTF-8 JSON, on one line; do not modify. */
    public byte[] json() {
        byte[] known = bytes;
        if (known == null) {
            known = encode();
            bytes = known;
        }
        return known;
    }

    /** The event as a frame of {@code /ws/live}, with {@code "op":"event"}; do not modify. */
    public byte[] frame() {
        byte[] known = frame;
        if (known == null) {
            byte[] object = json();
            known = new byte[FRAME.length + object.length - 1];
            System.arraycopy(FRAME, 0, known, 0, FRAME.length);
            System.arraycopy(object, 1, known, FRAME.length, object.length - 1);
            frame = known;
        }
        return known;
    }

    private byte[] encode() {
        try {
            return json.writeValueAsBytes(EventView.of(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot encode an event of " + event.channel(), e);
        }
    }
}
