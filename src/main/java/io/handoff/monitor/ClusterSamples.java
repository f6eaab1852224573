package io.handoff.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.Channels;
import io.handoff.event.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The samples of all replicas, including this one. Thread-safe. */
final class ClusterSamples {

    private static final Logger LOG = Logger.getLogger(ClusterSamples.class);

    private record Received(Sample sample, long at) {}

    private final Map<String, Received> byReplica = new ConcurrentHashMap<>();
    private final Series series = new Series();
    private final ObjectMapper json;
    private final InstantSource clock;
    private final long leaseMillis;

    /**
     * @param lease how long a silent replica counts as live
     */
    ClusterSamples(ObjectMapper json, InstantSource clock, Duration lease) {
        this.json = json;
        this.clock = clock;
        this.leaseMillis = lease.toMillis();
    }

    /** Takes an event from the bus; ignores all but samples. */
    void receive(Event event) {
        if (!event.channel().equals(Channels.MONITOR) || !event.type().equals(Sample.TYPE)) {
            return;
        }
        try {
            add(json.readValue(event.data(), Sample.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf("Cannot read the sample of a replica: %s", e.getMessage());
        }
    }

    private void add(Sample sample) {
        if (sample.replica() == null) {
            throw new IllegalArgumentException("it does not name the replica");
        }
        long now = clock.millis();
        byReplica.put(sample.replica(), new Received(sample, now));
        byReplica.values().removeIf(received -> now - received.at() > leaseMillis);
        long running =
                byReplica.values().stream()
                        .mapToLong(received -> received.sample().slotsBusy())
                        .sum();
        series.add(sample, running, now);
    }

    /** The newest sample of each live replica, sorted by name. */
    List<Sample> samples() {
        long now = clock.millis();
        return byReplica.values().stream()
                .filter(received -> now - received.at() <= leaseMillis)
                .map(Received::sample)
                .sorted(Comparator.comparing(Sample::replica))
                .toList();
    }

    List<Series.Step> series() {
        return series.steps(clock.millis());
    }
}
