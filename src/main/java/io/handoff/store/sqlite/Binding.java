package io.handoff.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        statement.setString(++index, value);
        return this;
    }

    Binding number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
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
