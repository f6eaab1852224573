package io.handoff.store;

import io.handoff.event.EventStore;
import io.handoff.task.TaskStore;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** The service's own store, in every test of the whole service, where a test can make it fail. */
@Alternative
@Priority(1)
@Singleton
public class SpiedStore extends StoreSpy {

    SpiedStore(EventStore store) {
        super((TaskStore) store);
    }
}
