package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.sql.Columns;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.TableWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills an empty embedded store, in one transaction. */
public final class SqliteImport implements TableWriter {

    private final LockedFile file;
    private final SqlSession session;

    private SqliteImport(LockedFile file) throws SQLException {
        this.file = file;
        this.session = new SqlSession(file.connection(), new SqliteDialect(), "");
        session.statement("BEGIN IMMEDIATE").execute();
        refuseRows();
    }

    private void refuseRows() throws SQLException {
        Optional<Table> filled = Table.notEmpty(session);
        if (filled.isPresent()) {
            throw new StoreCannotStart(
                    "The store in "
                            + file.path()
                            + " already has "
                            + filled.get().name()
                            + ". An import needs an empty one: set HANDOFF_DATA_DIR to another"
                            + " folder.");
        }
    }

    /**
     * Makes the store of a data directory if there is none.
     *
     * @throws StoreCannotStart with one line that says what to change; also where it is not empty
     */
    public static SqliteImport open(Path dataDir) {
        LockedFile file = LockedFile.open(dataDir);
        try {
            return new SqliteImport(file);
        } catch (SQLException e) {
            file.close();
            throw file.refusal(e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void write(Table table, List<@Nullable Object[]> rows) {
        Columns<@Nullable Object[]> columns = table.ofArrays();
        String insert = columns.insertInto(table.name());
        try {
            for (@Nullable Object[] row : rows) {
                columns.bind(session.statement(insert), row).update();
            }
        } catch (SQLException e) {
            throw Failures.explain(e);
        }
    }

    @Override
    public void commit() {
        try {
            session.statement("COMMIT").execute();
        } catch (SQLException e) {
            throw Failures.explain(e);
        }
    }

    /** What is not committed is rolled back with the connection. */
    @Override
    public void close() {
        file.close();
    }
}
