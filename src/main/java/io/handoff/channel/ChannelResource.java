package io.handoff.channel;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.handoff.http.Problem;
import io.handoff.store.Event;
import io.handoff.store.EventPage;
import io.handoff.store.EventStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** What a channel told so far, page by page. */
@Path("/channels/{channel}/events")
@Produces(MediaType.APPLICATION_JSON)
public class ChannelResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final Pattern CHANNEL =
            Pattern.compile("(task|user):[\\p{L}\\p{N}._@+-]{1,128}");

    private final EventStore events;

    public ChannelResource(EventStore events) {
        this.events = events;
    }

    /**
     * Events after the asked position, oldest first.
     *
     * @param seq of the channel's newest event: when the last of {@code events} has it, that was
     *     all
     * @param recovered false where older events after the asked position are no longer kept
     */
    public record Page(String channel, List<EventView> events, long seq, boolean recovered) {}

    /** An event as clients see it. */
    public record EventView(
            String channel,
            long seq,
            String id,
            String type,
            Instant time,
            @JsonRawValue String data) {

        static EventView of(Event event) {
            return new EventView(
                    event.channel(),
                    event.seq(),
                    event.id(),
                    event.type(),
                    Instant.ofEpochMilli(event.time()),
                    event.data());
        }
    }

    @GET
    @Blocking
    public Page read(
            @PathParam("channel") String channel,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        if (!CHANNEL.matcher(channel).matches()) {
            throw Problem.badRequest("A channel is named task:{id} or user:{name}.");
        }
        EventPage page =
                events.read(
                        channel,
                        number("after", after, 0, Long.MAX_VALUE, 0),
                        (int) number("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT));
        return new Page(
                channel,
                page.events().stream().map(EventView::of).toList(),
                page.last(),
                page.complete());
    }

    private static long number(String name, String text, long least, long most, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Problem.badRequest(
                "'" + name + "' must be a whole number from " + least + " to " + most + ".");
    }
}
