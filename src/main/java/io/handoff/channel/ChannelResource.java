package io.handoff.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Caller;
import io.handoff.access.Callers;
import io.handoff.event.ChannelName;
import io.handoff.event.Event;
import io.handoff.event.EventPage;
import io.handoff.event.EventStore;
import io.handoff.event.EventStore.Appended;
import io.handoff.http.Numbers;
import io.handoff.http.PageReader;
import io.handoff.http.Waiting;
import io.handoff.internals.VertxConnection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The history of a channel, page by page; and publishing to rooms. */
@Tag(name = "channels")
@Path("/channels/{channel}/events")
@Produces(MediaType.APPLICATION_JSON)
public class ChannelResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    /** About the size of all fields but the data. */
    private static final int VIEW_SIZE = 400;

    private final EventStore events;
    private final ChannelAccess access;
    private final Callers callers;
    private final LongPoll longPoll;
    private final Publisher publisher;
    private final ObjectMapper json;
    private final java.time.InstantSource clock;
    private final PageReader pages;

    ChannelResource(
            EventStore events,
            ChannelAccess access,
            Callers callers,
            LongPoll longPoll,
            Publisher publisher,
            ObjectMapper json,
            java.time.InstantSource clock,
            PageReader pages) {
        this.pages = pages;
        this.events = events;
        this.access = access;
        this.callers = callers;
        this.longPoll = longPoll;
        this.publisher = publisher;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Events after the requested position, oldest first.
     *
     * @param seq the seq of the channel's newest event; if the last of {@code events} has it, there
     *     are no more
     * @param recovered false if events after the requested position are no longer kept
     */
    @Schema(name = "EventPage")
    public record Page(String channel, List<EventView> events, long seq, boolean recovered) {}

    // io.handoff.live.EventStreams answers requests with Accept: text/event-stream.
    @Operation(summary = "Read a channel, page by page or as an event stream")
    @Parameter(
            name = "Last-Event-ID",
            in = ParameterIn.HEADER,
            description = "For event streams, in place of after",
            schema = @Schema(implementation = String.class))
    @APIResponse(responseCode = "200", ref = "Events", description = "A page, or the stream.")
    @APIResponse(responseCode = "204", ref = "NothingMore")
    @APIResponse(responseCode = "429", ref = "TooMany")
    @GET
    @Blocking
    public CompletionStage<Page> read(
            @Context RoutingContext context,
            @Parameter(example = "room:lobby") @PathParam("channel") String name,
            @Parameter(description = "The seq of the last event you know") @QueryParam("after")
                    @Nullable String after,
            @Parameter(description = "At most 500; the default is 100") @QueryParam("limit")
                    @Nullable String limit,
            @Parameter(description = "How many seconds, up to 30, to wait for the first event")
                    @QueryParam("wait")
                    @Nullable String wait) {
        ChannelName channel = ChannelName.of(name);
        long from = Numbers.query("after", after, 0, Long.MAX_VALUE, 0);
        int most = (int) Numbers.query("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        Duration timeout = Waiting.parse(wait);
        access.check(callers.of(context), channel);
        Page page = page(channel.text(), from, most);
        if (timeout.isZero() || !page.events().isEmpty() || !page.recovered()) {
            return CompletableFuture.completedStage(page);
        }
        return longPoll.nextEvent(
                        channel.text(), from, timeout, VertxConnection.loopOf(context.request()))
                .thenApplyAsync(
                        nothing -> page(channel.text(), from, most),
                        Infrastructure.getDefaultExecutor());
    }

    @Operation(summary = "Publish to a room")
    @RequestBody(ref = "Draft")
    @APIResponse(
            responseCode = "200",
            ref = "StoredEvent",
            description = "A repeat; the body is the stored event.")
    @APIResponse(responseCode = "201", ref = "NewEvent")
    @APIResponse(responseCode = "202", ref = "EphemeralEvent")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<Response> publish(
            @Context RoutingContext context,
            @Parameter(example = "room:lobby") @PathParam("channel") String name,
            byte @Nullable [] body)
            throws IOException {
        Caller caller = callers.of(context);
        PublishCommand publishCommand = PublishRequest.parse(ChannelName.of(name), body, json);
        return publisher
                .publish(caller, publishCommand)
                .thenApply(
                        appended ->
                                Response.status(status(appended))
                                        .entity(EventView.of(appended.event()))
                                        .build());
    }

    private static int status(Appended appended) {
        if (appended.event().ephemeral()) {
            return 202;
        }
        return appended.created() ? 201 : 200;
    }

    private Page page(String channel, long after, int limit) {
        AtomicReference<@Nullable EventPage> first = new AtomicReference<>();
        PageReader.Page<Event> found =
                pages.read(
                        limit,
                        event -> VIEW_SIZE + event.data().length(),
                        (last, count) -> {
                            EventPage part =
                                    events.read(channel, last == null ? after : last.seq(), count);
                            if (first.compareAndSet(null, part) || part.complete()) {
                                return part.events();
                            }
                            // What was to follow has been deleted meanwhile; the next page says so.
                            return List.of();
                        });
        EventPage begin = Objects.requireNonNull(first.get(), "a page is read at least once");
        long now = clock.millis();
        return new Page(
                channel,
                found.rows().stream().map(event -> EventView.of(event.at(now))).toList(),
                found.rows().isEmpty() ? begin.last() : Math.max(begin.last(), found.last().seq()),
                begin.complete());
    }
}
