package io.handoff.store.sqlite;

import io.handoff.store.EventStore;
import io.handoff.store.Schedules;
import io.handoff.store.SchedulesContract;
import io.handoff.store.TaskStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSchedulesTest extends SchedulesContract {

    @TempDir Path directory;
    private SqliteStore store;

    @BeforeEach
    void open() {
        store = Sqlite.open(directory);
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
        close();
        open();
    }
}
