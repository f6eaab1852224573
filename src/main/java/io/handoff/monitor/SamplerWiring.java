package io.handoff.monitor;

import io.handoff.bus.BusSettings;
import io.handoff.cluster.NodeName;
import io.handoff.store.StoreSettings;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskStore;
import io.handoff.task.engine.TaskEngine;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what a sample is taken from. */
@Singleton
final class SamplerWiring {

    @Produces
    @Singleton
    StoreProbe storeProbe(TaskStore tasks, TaskAdmin taskAdmin, TaskEngine engine) {
        return new StoreProbe(tasks, taskAdmin, engine.counts()::queued);
    }

    @Produces
    @Singleton
    Sampler.Names names(NodeName name, StoreSettings stores, BusSettings buses) {
        return new Sampler.Names(name.text(), stores.store(), buses.bus());
    }
}
