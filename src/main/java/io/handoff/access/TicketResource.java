package io.handoff.access;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Issues tickets for sockets and event streams ({@code ?ticket=}). */
@Tag(name = "sockets")
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketResource {

    private final Tickets tickets;
    private final Callers callers;

    public TicketResource(Tickets tickets, Callers callers) {
        this.tickets = tickets;
        this.callers = callers;
    }

    /** The response. A ticket can be used once, before it expires. */
    @Schema(name = "Ticket")
    public record Answer(String ticket, Instant expiresAt) {

        /** Omits the ticket, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Answer[expiresAt=" + expiresAt + ']';
        }
    }

    @Operation(summary = "Get a ticket for a socket or an event stream")
    @APIResponse(responseCode = "201", ref = "Ticket")
    @POST
    @NonBlocking
    public CompletionStage<Response> issue(@Context RoutingContext context) {
        return tickets.issue(callers.of(context))
                .thenApply(
                        ticket ->
                                Response.status(Response.Status.CREATED)
                                        .header("Cache-Control", "no-store")
                                        .entity(
                                                new Answer(
                                                        ticket.text(),
                                                        Instant.ofEpochMilli(ticket.expiresAt())))
                                        .build());
    }
}
