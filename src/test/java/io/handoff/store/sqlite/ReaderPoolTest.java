package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Latches;
import io.handoff.Stages;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.sql.ReaderPool;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.TaskReads;
import io.handoff.task.Backlog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderPoolTest {

    private static final String DELETE = "DELETE FROM tasks";

    @TempDir Path directory;
    private SqliteStore store;
    private ReaderPool readers;

    @BeforeEach
    void open() {
        store = Sqlite.open(directory);
        SqliteDialect dialect = new SqliteDialect();
        Connections connections = new Connections(directory.resolve("handoff.db"));
        readers =
                new ReaderPool(
                        () -> new SqlSession(connections.openReader(), dialect, ""),
                        dialect,
                        1,
                        Duration.ofMillis(10));
    }

    @AfterEach
    void close() {
        readers.close();
        store.close();
    }

    @Test
    void shouldGiveUpAQueryWhenAllReadersStayBusy() {
        // given a reader that is lent out
        CountDownLatch lent = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        CompletableFuture<Boolean> busy =
                CompletableFuture.supplyAsync(
                        () ->
                                readers.query(
                                        session -> {
                                            lent.countDown();
                                            return Latches.pass(back);
                                        }));
        Latches.pass(lent);

        // when
        StoreUnavailable refusal =
                assertThrows(StoreUnavailable.class, () -> readers.query(TaskReads::backlog));

        // then
        assertTrue(refusal.getMessage().contains("stayed busy"), refusal.getMessage());
        back.countDown();
        Stages.value(busy);
        assertEquals(new Backlog(0, 0, 0, 0), readers.query(TaskReads::backlog));
    }

    @Test
    void shouldLendAReaderAgainAfterAFailedQuery() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        readers.query(
                                session -> {
                                    throw new IllegalStateException("broken query");
                                }));

        assertEquals(new Backlog(0, 0, 0, 0), readers.query(TaskReads::backlog));
    }

    @Test
    void shouldNotWriteThroughAReader() {
        // again and again: a statement that failed must not be kept
        for (int i = 0; i < 3; i++) {
            StoreUnavailable refusal =
                    assertThrows(
                            StoreUnavailable.class,
                            () -> readers.query(session -> session.statement(DELETE).update()));

            assertTrue(refusal.getMessage().contains("not writable"), refusal.getMessage());
        }
    }
}
