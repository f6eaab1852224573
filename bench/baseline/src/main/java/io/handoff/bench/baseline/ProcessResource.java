package io.handoff.bench.baseline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/**
 * Handoff's {@code POST /process} with nothing behind it but memory: accepted work dies with us.
 */
@Path("/process")
public class ProcessResource {

    private final Event<Work> events;

    ProcessResource(Event<Work> events) {
        this.events = events;
    }

    @POST
    @NonBlocking
    public Response process(ObjectNode payload) {
        UUID id = TimeOrderedId.next();
        events.fireAsync(new Work(id, payload));
        String task = "/tasks/" + id;
        return Response.accepted(
                        new Accepted(
                                "accepted",
                                id.toString(),
                                task,
                                "/channels/task:" + id + "/events"))
                .header("Location", task)
                .build();
    }

    public record Accepted(String status, String id, String task, String events) {}
}
