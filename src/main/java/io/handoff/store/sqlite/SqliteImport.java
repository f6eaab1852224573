package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.Table.Column;
import io.handoff.store.sql.TableWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Fills an empty embedded store, in one transaction. */
public final class SqliteImport implements TableWriter {

    private final HeldFile file;
    private final WriterConnection writerConnection;

    private SqliteImport(HeldFile file) throws SQLException {
        this.file = file;
        this.writerConnection = new WriterConnection(file.connection());
        writerConnection.bind("BEGIN IMMEDIATE").run();
        for (Table table : Table.ALL) {
            refuseRows(table);
        }
    }

    private void refuseRows(Table table) throws SQLException {
        if (writerConnection
                .bind("SELECT 1 FROM " + table.name() + " LIMIT 1")
                .first(row -> row.getInt(1))
                .isPresent()) {
            throw new StoreCannotStart(
                    "The store in "
                            + file.directory().resolve(SqliteFile.NAME)
                            + " already has "
                            + table.name()
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
        HeldFile file = HeldFile.open(dataDir);
        try {
            return new SqliteImport(file);
        } catch (SQLException e) {
            file.close();
            throw SqliteFile.refusal(file.directory().resolve(SqliteFile.NAME), e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void write(Table table, List<Object[]> rows) {
        String places = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
        String sql =
                "INSERT INTO "
                        + table.name()
                        + " ("
                        + table.columnNames()
                        + ") VALUES ("
                        + places
                        + ')';
        try {
            for (Object[] row : rows) {
                bound(writerConnection.bind(sql), table.columns(), row).update();
            }
        } catch (SQLException e) {
            throw Failures.explain(e);
        }
    }

    private static Binding bound(Binding insert, List<Column> columns, Object[] row)
            throws SQLException {
        for (int i = 0; i < row.length; i++) {
            if (columns.get(i).number()) {
                insert.number((Long) row[i]);
            } else {
                insert.text((String) row[i]);
            }
        }
        return insert;
    }

    @Override
    public void commit() {
        try {
            writerConnection.bind("COMMIT").run();
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
