package io.handoff.store.postgres;

import io.handoff.store.EventStore;
import io.handoff.store.Schedules;
import io.handoff.store.SchedulesContract;
import io.handoff.store.TaskStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresSchedulesTest extends SchedulesContract {

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
    protected Schedules schedules() {
        return store.schedules();
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
