package io.handoff.monitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The state of a replica, published once a second. Times are epoch milliseconds. Counts are since
 * its last sample, unless stated otherwise.
 *
 * @param seconds since the last sample
 * @param retried failed attempts that will be retried
 * @param queued queued tasks in the store; like {@code scheduled}, the same on all replicas that
 *     share the store
 * @param oldestQueuedMillis how long the oldest queued task has waited, read every 5 s
 * @param ended ended tasks in the store, counted every 5 s; a count of {@code endedMost} means so
 *     many or more
 * @param waited for tasks that started, how long they had been due, by bucket: {@code b} holds
 *     durations below 2^((b+1)/4) ms
 * @param ran for attempts that ended, how long they ran, by bucket
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
        Map<String, SocketCapacity> sockets,
        String store,
        String bus,
        boolean busUp,
        boolean storeUp) {

    static final String TYPE = "sample";

    /** Ended tasks by state. */
    @Schema(name = "EndedTasks")
    public record Ended(long succeeded, long dead, long cancelled) {}

    /** The connections of one kind. */
    @Schema(name = "SocketCapacity")
    public record SocketCapacity(int open, int free, int cap) {}
}
