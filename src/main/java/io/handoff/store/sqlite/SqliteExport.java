package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.Table.Column;
import io.handoff.store.sql.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Reads all of an embedded store, which stays locked meanwhile. */
public final class SqliteExport implements TableReader {

    /** The newest schema that this version of Handoff knows. */
    public static final int SCHEMA = SqliteSchema.NEWEST;

    private final LockedFile file;

    private SqliteExport(LockedFile file) {
        this.file = file;
    }

    /**
     * Opens the store of a data directory, bringing its schema up to date as a start would.
     *
     * @throws StoreCannotStart with one line that says what to change; also where there is no store
     */
    public static SqliteExport open(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        if (!Files.exists(folder.resolve(LockedFile.NAME))) {
            throw new StoreCannotStart(
                    "There is no embedded store in "
                            + folder
                            + ". Set HANDOFF_DATA_DIR to the folder that the service used.");
        }
        return new SqliteExport(LockedFile.open(folder));
    }

    @Override
    public void read(Table table, Rows rows) throws IOException {
        String sql = "SELECT " + table.columnNames() + " FROM " + table.name();
        List<Column> columns = table.columns();
        try (Statement statement = file.connection().createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(columns.get(i), found, i + 1);
                }
                rows.row(row);
            }
        } catch (SQLException e) {
            throw Failures.explain(e);
        }
    }

    private static Object value(Column column, ResultSet row, int at) throws SQLException {
        if (column.number()) {
            return row.getLong(at);
        }
        return row.getString(at);
    }

    @Override
    public void close() {
        file.close();
    }
}
