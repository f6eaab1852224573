package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Latches;
import io.handoff.Stages;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.Backlog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {

    private static final String DELETE = "DELETE FROM tasks";

    @TempDir Path directory;
    private SqliteStore store;
    private Readers readers;

    @BeforeEach
    void open() throws SQLException {
        store = Sqlite.open(directory);
        Connections connections = new Connections(directory.resolve("handoff.db"));
        readers = new Readers(connections, 1, Duration.ofMillis(10));
    }

    @AfterEach
    void close() {
        readers.close();
        store.close();
    }

    @Test
    void shouldGiveUpAQuestionWhenAllReadersStayBusy() {
        // given a reader that is lent out
        CountDownLatch lent = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        CompletableFuture<Boolean> busy =
                CompletableFuture.supplyAsync(
                        () ->
                                readers.ask(
                                        writerConnection -> {
                                            lent.countDown();
                                            return Latches.pass(back);
                                        }));
        Latches.pass(lent);

        // when
        StoreUnavailable refusal =
                assertThrows(StoreUnavailable.class, () -> readers.ask(TaskReads::backlog));

        // then
        assertTrue(refusal.getMessage().contains("stayed busy"), refusal.getMessage());
        back.countDown();
        Stages.value(busy);
        assertEquals(new Backlog(0, 0, 0, 0), readers.ask(TaskReads::backlog));
    }

    @Test
    void shouldLendAReaderAgainAfterAFailedQuestion() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        readers.ask(
                                writerConnection -> {
                                    throw new IllegalStateException("broken question");
                                }));

        assertEquals(new Backlog(0, 0, 0, 0), readers.ask(TaskReads::backlog));
    }

    @Test
    void shouldNotWriteThroughAReader() {
        // again and again: a statement that failed must not be kept
        for (int i = 0; i < 3; i++) {
            StoreUnavailable refusal =
                    assertThrows(
                            StoreUnavailable.class,
                            () ->
                                    readers.ask(
                                            writerConnection ->
                                                    writerConnection.bind(DELETE).update()));

            assertTrue(refusal.getMessage().contains("not writable"), refusal.getMessage());
        }
    }
}
