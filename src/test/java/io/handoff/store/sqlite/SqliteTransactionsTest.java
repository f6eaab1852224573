package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTransactionsTest {

    @TempDir Path directory;
    private SqliteTransactions transactions;

    @BeforeEach
    void open() throws SQLException {
        transactions =
                new SqliteTransactions(new Connections(directory.resolve("x.db")).openWriter());
        transactions.begin().statement("CREATE TABLE t (n INTEGER PRIMARY KEY)").execute();
        transactions.commit();
    }

    @AfterEach
    void close() {
        transactions.close();
    }

    @Test
    void shouldRollBack() throws SQLException {
        transactions.begin().statement("INSERT INTO t VALUES (1)").update();

        transactions.rollback();

        assertEquals(0, count());
    }

    @Test
    void shouldGoOnAfterACommitThatFailed() throws SQLException {
        // given a commit that has nothing to commit, as after a full disk
        assertThrows(SQLException.class, () -> transactions.commit());
        transactions.rollback();

        insert(1);

        assertEquals(1, count());
    }

    @Test
    void shouldGoOnAfterARollbackThatCameTooLate() throws SQLException {
        // given transactions that SQLite has rolled back by itself
        for (int i = 0; i < 3; i++) {
            transactions.begin().statement("ROLLBACK").execute();
            transactions.rollback();
        }

        insert(1);

        assertEquals(1, count());
    }

    @Test
    void shouldGoOnAfterABeginThatFailed() throws SQLException {
        transactions.begin();
        assertThrows(SQLException.class, () -> transactions.begin());
        transactions.rollback();

        insert(1);

        assertEquals(1, count());
    }

    private void insert(int n) throws SQLException {
        transactions.begin().statement("INSERT INTO t VALUES (?)").number(n).update();
        transactions.commit();
    }

    private int count() throws SQLException {
        int rows =
                transactions
                        .begin()
                        .statement("SELECT COUNT(*) FROM t")
                        .first(row -> row.getInt(1))
                        .orElseThrow();
        transactions.commit();
        return rows;
    }
}
