package io.handoff.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.bus.BusMessage.Published;
import io.handoff.channel.Publisher;
import io.handoff.event.Channels;
import io.handoff.task.TaskSettings;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Publishes a sample of this replica every second, and collects those of all replicas. */
@Singleton
final class MonitorWiring {

    private final StoreProbe store;
    private final Sampler sampler;
    private final ClusterSamples clusterSamples;
    private final Publisher publisher;
    private final ObjectMapper json;

    MonitorWiring(
            StoreProbe store,
            Sampler sampler,
            TaskSettings settings,
            Bus bus,
            Publisher publisher,
            ObjectMapper json,
            InstantSource clock) {
        this.store = store;
        this.sampler = sampler;
        clusterSamples = new ClusterSamples(json, clock, settings.lease());
        this.publisher = publisher;
        this.json = json;
        bus.listen(Published.class, message -> clusterSamples.receive(message.event()));
    }

    @Produces
    @Singleton
    ClusterSamples clusterSamples() {
        return clusterSamples;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void publishSample() throws JsonProcessingException {
        String sample = json.writeValueAsString(sampler.next());
        publisher.publishEphemeral(Channels.MONITOR, Sample.TYPE, sample);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void probeStore() {
        store.probe();
    }
}
