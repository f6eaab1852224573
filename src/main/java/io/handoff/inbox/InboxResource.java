package io.handoff.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.handoff.access.Callers;
import io.handoff.channel.EventView;
import io.handoff.http.Numbers;
import io.handoff.store.EventStore.Marked;
import io.handoff.store.InboxPage;
import io.handoff.store.InboxPage.Notice;
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

/** The caller's own inbox. */
@Path("/inbox")
@Produces(MediaType.APPLICATION_JSON)
public class InboxResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;

    private final Inbox inbox;
    private final Callers callers;

    InboxResource(Inbox inbox, Callers callers) {
        this.inbox = inbox;
        this.callers = callers;
    }

    /**
     * @param channel where its news is told
     * @param next the path of older ones, absent where there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(String channel, List<Item> events, long unread, String next) {}

    /**
     * @param readAt absent while it is unread
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(@JsonUnwrapped EventView event, Instant readAt) {

        static Item of(Notice notice) {
            return new Item(
                    EventView.of(notice.event()),
                    notice.readAt() == 0 ? null : Instant.ofEpochMilli(notice.readAt()));
        }
    }

    /**
     * @param changed how many were unread before
     * @param unread how many still are
     */
    public record Read(int changed, long unread) {

        static Read of(Marked marked) {
            return new Read(marked.changed(), marked.unread());
        }
    }

    @GET
    @Blocking
    public Page page(
            @Context RoutingContext context,
            @QueryParam("before") String before,
            @QueryParam("limit") String limit) {
        String user = callers.of(context).name();
        int most = (int) Numbers.query("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        long from = Numbers.query("before", before, 1, Long.MAX_VALUE, Long.MAX_VALUE);
        InboxPage page = inbox.page(user, from, most + 1);
        boolean more = page.notices().size() > most;
        List<Notice> shown = more ? page.notices().subList(0, most) : page.notices();
        return new Page(
                "user:" + user,
                shown.stream().map(Item::of).toList(),
                page.unread(),
                more
                        ? "/inbox?before=" + shown.get(most - 1).event().seq() + "&limit=" + most
                        : null);
    }

    @POST
    @Path("/read")
    @NonBlocking
    public CompletionStage<Read> readAll(@Context RoutingContext context) {
        return inbox.readAll(callers.of(context).name()).thenApply(Read::of);
    }

    @POST
    @Path("/{id}/read")
    @NonBlocking
    public CompletionStage<Read> read(@Context RoutingContext context, @PathParam("id") String id) {
        return inbox.read(callers.of(context).name(), id).thenApply(Read::of);
    }
}
