package io.handoff.transfer;

import io.handoff.store.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands in a database, read without any of what is under test. */
final class Rows {

    private Rows() {}

    /** Each table's rows as texts, in their order. */
    static Map<String, List<String>> of(Connection connection) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        for (Table table : Table.ALL) {
            List<String> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet found =
                            statement.executeQuery(
                                    "SELECT " + table.columnNames() + " FROM " + table.name())) {
                while (found.next()) {
                    rows.add(row(found, table));
                }
            }
            rows.sort(null);
            all.put(table.name(), rows);
        }
        return all;
    }

    private static String row(ResultSet found, Table table) throws SQLException {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < table.columns().size(); i++) {
            row.append(table.columns().get(i).name())
                    .append('=')
                    .append(found.getString(i + 1))
                    .append(' ');
        }
        return row.toString();
    }
}
