package io.handoff.store.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills the parameters of a prepared statement in order, then executes it. */
public final class SqlStatement {

    /** Reads the current row. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final PreparedStatement statement;
    private final Dialect dialect;
    private int index;

    SqlStatement(PreparedStatement statement, Dialect dialect) {
        this.statement = statement;
        this.dialect = dialect;
    }

    public SqlStatement text(@Nullable String value) throws SQLException {
        statement.setString(++index, dialect.storable(value));
        return this;
    }

    public SqlStatement number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    public SqlStatement array(Array value) throws SQLException {
        statement.setArray(++index, value);
        return this;
    }

    /** What makes the values of {@link #array}. */
    public Connection connection() throws SQLException {
        return statement.getConnection();
    }

    public void execute() throws SQLException {
        statement.execute();
    }

    /** How many rows were changed. */
    public int update() throws SQLException {
        return statement.executeUpdate();
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(RowReader<T> reader) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /** The number in the first row, 0 if there is none. */
    public long firstNumber() throws SQLException {
        return first(row -> row.getLong(1)).orElse(0L);
    }

    public <T> List<T> all(RowReader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }
}
