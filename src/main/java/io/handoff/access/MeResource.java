package io.handoff.access;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Returns the authenticated caller: a page cannot know how the claims of its token map. */
@Tag(name = "access")
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    private final Callers callers;

    MeResource(Callers callers) {
        this.callers = callers;
    }

    /**
     * @param mode {@code open} or {@code jwt}
     */
    @Schema(name = "Me")
    public record Me(String user, List<String> roles, String mode) {}

    @Operation(summary = "Get the authenticated caller")
    @APIResponse(responseCode = "200", ref = "Me", description = "The caller's name and roles.")
    @GET
    @NonBlocking
    public Me me(@Context RoutingContext context) {
        Caller caller = callers.of(context);
        return new Me(
                caller.name(),
                caller.roles().stream().sorted().toList(),
                callers.open() ? AccessSettings.OPEN : AccessSettings.JWT);
    }
}
