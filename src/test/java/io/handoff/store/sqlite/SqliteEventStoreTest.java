package io.handoff.store.sqlite;

import io.handoff.event.EventStore;
import io.handoff.event.EventStoreContract;
import io.handoff.task.TaskStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreTest extends EventStoreContract {

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
