package io.handoff.monitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a replica does, told once a second. Times are epoch milliseconds. Counts without another word
 * are since its last sample.
 *
 * @param seconds since the last sample
 * @param retried attempts that failed and are tried again
 * @param queued in the store, as {@code scheduled}: the same on all replicas that share one
 * @param oldestQueuedMillis how long the longest waiting queued task has waited, looked up every 5
 *     s
 * @param ended what stands in the store, looked up every 5 s; {@code endedMost} means so many or
 *     more
 * @param waited how long those that started had been due, by bucket: {@code b} has those below
 *     2^((b+1)/4) ms; so {@code ran}, how long attempts took that ended
 * @param sockets by kind
 */
@Schema(name = "Sample")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Sample(
        String replica,
        long at,
        long startedAt,
        double seconds,
        long accepted,
        long started,
        long succeeded,
        long retried,
        long dead,
        long cancelled,
        int slotsBusy,
        int slots,
        long queued,
        long scheduled,
        long oldestQueuedMillis,
        long queueLimit,
        Ended ended,
        long endedMost,
        Map<Integer, Long> waited,
        Map<Integer, Long> ran,
        Map<String, Room> sockets,
        String store,
        String bus,
        boolean busUp,
        boolean storeUp) {

    static final String TYPE = "sample";

    /** Tasks by how they ended. */
    @Schema(name = "EndedTasks")
    public record Ended(long succeeded, long dead, long cancelled) {}

    /** One kind of socket. */
    @Schema(name = "Room")
    public record Room(int open, int free, int cap) {}
}
