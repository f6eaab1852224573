package io.handoff.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.bus.BusMessage.Published;
import io.handoff.bus.BusSettings;
import io.handoff.channel.Publisher;
import io.handoff.cluster.NodeName;
import io.handoff.event.Channels;
import io.handoff.socket.ConnectionLimiters;
import io.handoff.store.StoreSettings;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskSettings;
import io.handoff.task.TaskStore;
import io.handoff.task.engine.TaskCounts;
import io.handoff.task.engine.TaskEngine;
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
            NodeName name,
            StoreSettings stores,
            BusSettings buses,
            TaskSettings settings,
            TaskStore tasks,
            TaskAdmin taskAdmin,
            Bus bus,
            TaskEngine engine,
            TaskCounters taskCounters,
            ConnectionLimiters connectionLimiters,
            Publisher publisher,
            ObjectMapper json,
            InstantSource clock) {
        TaskCounts load = engine.counts();
        store = new StoreProbe(tasks, taskAdmin, load::queued);
        sampler =
                new Sampler(
                        new Sampler.Names(name.text(), stores.store(), buses.bus()),
                        taskCounters,
                        load,
                        store,
                        connectionLimiters,
                        bus,
                        clock);
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
