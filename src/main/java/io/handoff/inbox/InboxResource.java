package io.handoff.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.handoff.access.Callers;
import io.handoff.channel.EventView;
import io.handoff.event.Channels;
import io.handoff.event.EventStore.Marked;
import io.handoff.event.InboxPage;
import io.handoff.event.InboxPage.Notice;
import io.handoff.http.Numbers;
import io.handoff.http.PageReader;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The caller's own inbox. */
@Tag(name = "inbox")
@Path("/inbox")
@Produces(MediaType.APPLICATION_JSON)
public class InboxResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;

    /** About the size of all fields but the data. */
    private static final int VIEW_SIZE = 400;

    private final Inbox inbox;
    private final Callers callers;
    private final PageReader pages;

    InboxResource(Inbox inbox, Callers callers, PageReader pages) {
        this.pages = pages;
        this.inbox = inbox;
        this.callers = callers;
    }

    /**
     * @param channel the channel with live updates
     * @param next the path of the next page, with older events; absent if there is none
     */
    @Schema(name = "InboxPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(String channel, List<Item> events, long unread, @Nullable String next) {}

    /**
     * @param readAt absent while unread
     */
    @Schema(name = "InboxItem")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(@JsonUnwrapped EventView event, @Nullable Instant readAt) {

        static Item of(Notice notice) {
            return new Item(
                    EventView.of(notice.event()),
                    notice.readAt() == 0 ? null : Instant.ofEpochMilli(notice.readAt()));
        }
    }

    /**
     * @param changed how many events were unread before
     * @param unread how many events remain unread
     */
    @Schema(name = "Marked")
    public record Read(int changed, long unread) {

        static Read of(Marked marked) {
            return new Read(marked.changed(), marked.unread());
        }
    }

    @Operation(summary = "Read your inbox, newest first")
    @APIResponse(
            responseCode = "200",
            ref = "InboxPage",
            description = "A page; `next` is the path of the next page.")
    @GET
    @Blocking
    public Page page(
            @Context RoutingContext context,
            @Parameter(description = "Follow `next` instead of setting this") @QueryParam("before")
                    @Nullable String before,
            @Parameter(description = "At most 100; the default is 50") @QueryParam("limit")
                    @Nullable String limit) {
        String user = callers.of(context).name();
        int most = (int) Numbers.query("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        long from = Numbers.query("before", before, 1, Long.MAX_VALUE, Long.MAX_VALUE);
        AtomicLong unread = new AtomicLong();
        PageReader.Page<Notice> found =
                pages.read(
                        most,
                        notice -> VIEW_SIZE + notice.event().data().length(),
                        (last, count) -> {
                            InboxPage part =
                                    inbox.page(user, last == null ? from : seq(last), count);
                            unread.set(part.unread());
                            return part.notices();
                        });
        return new Page(
                Channels.USER + user,
                found.rows().stream().map(Item::of).toList(),
                unread.get(),
                found.more() ? "/inbox?before=" + seq(found.last()) + "&limit=" + most : null);
    }

    private static long seq(Notice notice) {
        return notice.event().seq();
    }

    @Operation(summary = "Mark everything as read")
    @APIResponse(
            responseCode = "200",
            ref = "Marked",
            description = "How many events were unread, and how many remain unread.")
    @POST
    @Path("/read")
    @NonBlocking
    public CompletionStage<Read> readAll(@Context RoutingContext context) {
        return inbox.readAll(callers.of(context).name()).thenApply(Read::of);
    }

    @Operation(summary = "Mark an event as read")
    @APIResponse(
            responseCode = "200",
            ref = "Marked",
            description = "How many events were unread, and how many remain unread.")
    @POST
    @Path("/{id}/read")
    @NonBlocking
    public CompletionStage<Read> read(@Context RoutingContext context, @PathParam("id") String id) {
        return inbox.read(callers.of(context).name(), id).thenApply(Read::of);
    }
}
