package io.handoff.store.postgres;

import io.handoff.event.EventStore;
import io.handoff.event.EventStoreContract;
import io.handoff.task.TaskStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresEventStoreTest extends EventStoreContract {

    private final Postgres postgres = Postgres.fresh();
    private PostgresStore store;

    @BeforeEach
    void open() {
        store = postgres.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public TaskStore tasks() {
        return store;
    }

    @Override
    public EventStore events() {
        return store;
    }

    @Override
    public void restart() {
        String node = store.node();
        store.close();
        postgres.expire(node);
        store = postgres.open();
    }
}
