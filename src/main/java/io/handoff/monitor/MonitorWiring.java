package io.handoff.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.bus.BusSettings;
import io.handoff.channel.Publisher;
import io.handoff.cluster.NodeName;
import io.handoff.socket.Sockets;
import io.handoff.store.Channels;
import io.handoff.store.Stock;
import io.handoff.store.StoreSettings;
import io.handoff.store.TaskStore;
import io.handoff.task.TaskCounts;
import io.handoff.task.TaskSettings;
import io.handoff.task.TaskWiring;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Tells once a second how this replica does, and remembers what the others tell. */
@Singleton
final class MonitorWiring {

    private final StoreLook store;
    private final Sampler sampler;
    private final Heard heard;
    private final Publisher publisher;
    private final ObjectMapper json;

    MonitorWiring(
            NodeName name,
            StoreSettings stores,
            BusSettings buses,
            TaskSettings settings,
            TaskStore tasks,
            Stock stock,
            Bus bus,
            TaskWiring engine,
            Counts counts,
            Sockets sockets,
            Publisher publisher,
            ObjectMapper json,
            InstantSource clock) {
        TaskCounts load = engine.counts();
        store = new StoreLook(tasks, stock, load::queued);
        sampler =
                new Sampler(
                        new Sampler.Names(name.text(), stores.store(), buses.bus()),
                        counts,
                        load,
                        store,
                        sockets,
                        bus,
                        clock);
        heard = new Heard(json, clock, settings.lease());
        this.publisher = publisher;
        this.json = json;
        bus.listen(heard::hear);
    }

    @Produces
    @Singleton
    Heard heard() {
        return heard;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tell() throws JsonProcessingException {
        publisher.tell(Channels.MONITOR, Sample.TYPE, json.writeValueAsString(sampler.next()));
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        store.look();
    }
}
