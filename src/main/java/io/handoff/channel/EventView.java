package io.handoff.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.handoff.event.Event;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event as clients see it, over HTTP and WebSocket alike.
 *
 * @param seq absent if the event is ephemeral
 * @param from the publisher; absent if it is the server
 */
@Schema(name = "Event")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"channel", "seq", "id", "type", "time", "from", "collapseKey", "data"})
public record EventView(
        String channel,
        Long seq,
        String id,
        String type,
        Instant time,
        String from,
        String collapseKey,
        @Schema(implementation = Object.class) @JsonRawValue String data) {

    public static EventView of(Event event) {
        return new EventView(
                event.channel(),
                event.ephemeral() ? null : event.seq(),
                event.id(),
                event.type(),
                Instant.ofEpochMilli(event.time()),
                event.from(),
                event.conditions().collapseKey(),
                event.data());
    }
}
