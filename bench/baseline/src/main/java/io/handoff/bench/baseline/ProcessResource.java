package io.handoff.bench.baseline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Handoff's {@code POST /process} with nothing behind it but memory: accepted work dies with it.
 */
@Path("/process")
@ApplicationScoped
public class ProcessResource {

    public record Accepted(String status, String id, String task, String events) {}

    record Work(UUID id, ObjectNode payload) {}

    private final Event<Work> events;

    /** Opened for append, so that concurrent lines of one write each never mix. */
    private final FileChannel log;

    ProcessResource(Event<Work> events) throws IOException {
        this.events = events;
        this.log =
                FileChannel.open(
                        java.nio.file.Path.of("log.txt"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
    }

    @POST
    @NonBlocking
    public Response process(ObjectNode payload) {
        UUID id = timeOrderedId();
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

    void work(@ObservesAsync Work work) throws IOException {
        String line = Instant.now() + " " + work.id() + " Processed: " + work.payload() + "\n";
        log.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** UUIDv7, without the lock and the system call that {@link UUID#randomUUID} may cost. */
    private static UUID timeOrderedId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000L | random.nextLong() & 0x0FFFL;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    @PreDestroy
    void close() throws IOException {
        log.close();
    }
}
