package io.handoff.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.bus.BusMessage.Published;
import io.handoff.channel.Publisher;
import io.handoff.event.Channels;
import io.handoff.periodic.PeriodicJobs;
import io.handoff.task.TaskSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
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

    void start(@Observes StartupEvent event, PeriodicJobs jobs) {
        jobs.every(Duration.ofSeconds(1), "publishing a sample", this::publishSample);
        jobs.every(Duration.ofSeconds(5), "probing the store", store::probe);
    }

    private void publishSample() throws JsonProcessingException {
        String sample = json.writeValueAsString(sampler.next());
        publisher.publishEphemeral(Channels.MONITOR, Sample.TYPE, sample);
    }
}
