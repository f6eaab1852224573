package io.handoff.store.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Fills a statement's parameters in order, then runs it. */
final class Binding {

    /** Reads the current row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final PreparedStatement statement;
    private int index;

    Binding(PreparedStatement statement) {
        this.statement = statement;
    }

    Binding text(String value) throws SQLException {
        statement.setString(++index, storable(value));
        return this;
    }

    Binding number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    Binding texts(String[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            values[i] = storable(values[i]);
        }
        return array("text", values);
    }

    Binding numbers(long[] values) throws SQLException {
        return array("int8", values);
    }

    private Binding array(String type, Object values) throws SQLException {
        PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
        statement.setArray(++index, connection.createArrayOf(type, values));
        return this;
    }

    /**
     * PostgreSQL keeps every character but this one, and an outcome must not fail because of it.
     */
    private static String storable(String value) {
        return value == null || value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    }

    void run() throws SQLException {
        statement.execute();
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    <T> Optional<T> first(Row<T> row) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    <T> List<T> all(Row<T> row) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }
}
