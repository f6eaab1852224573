package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.ATask;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTroubleTest {

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

    @Test
    void shouldSayThatTheDiskIsFull() {
        fillTheDisk();

        Throwable failure = Stages.failure(accept(large()));

        assertInstanceOf(StoreUnavailable.class, failure);
        assertEquals(
                "The disk of the data directory is full; free some space.", failure.getMessage());
    }

    @Test
    void shouldKeepNothingOfWhatItRefused() {
        Task refused = large();
        fillTheDisk();

        Stages.failure(accept(refused));

        assertTrue(store.find(refused.id()).isEmpty());
        assertEquals(0, store.backlog().queued());
    }

    @Test
    void shouldAcceptAgainOnceThereIsSpace() {
        fillTheDisk();
        Stages.failure(accept(large()));

        pages(1_000_000);

        Stages.value(accept(large()));
        assertEquals(1, store.backlog().queued());
    }

    @Test
    void shouldAcceptWhatFitsBesideWhatDoesNot() {
        // given room for the small ones
        pages(pages() + 30);
        List<CompletionStage<?>> large = new ArrayList<>();
        List<CompletionStage<?>> small = new ArrayList<>();

        // when both come at once
        for (int i = 0; i < 10; i++) {
            large.add(accept(large()));
            small.add(accept(ATask.queued().build()));
        }

        // then
        small.forEach(Stages::value);
        large.forEach(Stages::failure);
        assertEquals(10, store.backlog().queued());
    }

    @Test
    void shouldAnswerReadsWhileTheDiskIsFull() {
        Task before = ATask.queued().build();
        Stages.value(accept(before));
        fillTheDisk();
        Stages.failure(accept(large()));

        assertEquals(before, store.find(before.id()).orElseThrow());
    }

    private CompletionStage<?> accept(Task task) {
        return store.accept(new Submission(task, null));
    }

    private static Task large() {
        return ATask.queued().payload("{\"t\":\"" + "x".repeat(200_000) + "\"}").build();
    }

    private void fillTheDisk() {
        pages(1);
    }

    private long pages() {
        return pragma("PRAGMA page_count");
    }

    /** How many pages the file may have: SQLite takes one more as a full disk. */
    private void pages(long limit) {
        pragma("PRAGMA max_page_count = " + limit);
    }

    private long pragma(String sql) {
        return Stages.value(
                store.writer()
                        .submit(
                                session ->
                                        session.statement(sql)
                                                .first(row -> row.getLong(1))
                                                .orElseThrow()));
    }
}
