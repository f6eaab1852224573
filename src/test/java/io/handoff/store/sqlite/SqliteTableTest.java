package io.handoff.store.sqlite;

import io.handoff.store.sql.TableContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;

class SqliteTableTest implements TableContract {

    private static final String COLUMNS =
            "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c"
                    + " WHERE m.type = 'table'";

    @TempDir Path folder;

    @Override
    public Map<String, Set<String>> columns() {
        Map<String, Set<String>> found = new TreeMap<>();
        try (LockedFile file = LockedFile.open(folder)) {
            Connection connection = file.connection();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString(1), name -> new TreeSet<>())
                            .add(rows.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return found;
    }
}
