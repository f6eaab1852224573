package io.handoff.store.postgres;

import io.handoff.event.EventStore;
import io.handoff.schedule.ScheduleStore;
import io.handoff.schedule.ScheduleStoreContract;
import io.handoff.task.TaskStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresSchedulesTest extends ScheduleStoreContract {

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
    protected ScheduleStore scheduleStore() {
        return store.scheduleStore();
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
