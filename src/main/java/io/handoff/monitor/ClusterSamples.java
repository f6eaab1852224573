package io.handoff.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.Channels;
import io.handoff.event.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What replicas told of themselves, this one included. Thread-safe. */
final class ClusterSamples {

    private static final Logger LOG = Logger.getLogger(ClusterSamples.class);

    private record Last(Sample sample, long heardAt) {}

    private final Map<String, Last> byReplica = new ConcurrentHashMap<>();
    private final Series series = new Series();
    private final ObjectMapper json;
    private final InstantSource clock;
    private final long leaseMillis;

    /**
     * @param lease how long a replica that says nothing more is taken for there
     */
    ClusterSamples(ObjectMapper json, InstantSource clock, Duration lease) {
        this.json = json;
        this.clock = clock;
        this.leaseMillis = lease.toMillis();
    }

    /** News from the bus. */
    void hear(Event event) {
        if (!event.channel().equals(Channels.MONITOR) || !event.type().equals(Sample.TYPE)) {
            return;
        }
        try {
            take(json.readValue(event.data(), Sample.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf("A replica's sample can't be read: %s", e.getMessage());
        }
    }

    private void take(Sample sample) {
        if (sample.replica() == null) {
            throw new IllegalArgumentException("it says not whose it is");
        }
        long now = clock.millis();
        byReplica.put(sample.replica(), new Last(sample, now));
        byReplica.values().removeIf(last -> now - last.heardAt() > leaseMillis);
        long running = byReplica.values().stream().mapToLong(l -> l.sample().slotsBusy()).sum();
        series.add(sample, running, now);
    }

    /** The newest of each replica that is there, by their names. */
    List<Sample> samples() {
        long now = clock.millis();
        return byReplica.values().stream()
                .filter(last -> now - last.heardAt() <= leaseMillis)
                .map(Last::sample)
                .sorted(java.util.Comparator.comparing(Sample::replica))
                .toList();
    }

    List<Series.Step> series() {
        return series.steps(clock.millis());
    }
}
