package io.handoff.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection with its statements kept prepared; used by one thread at a time. */
final class WriterConnection implements AutoCloseable {

    private final Connection connection;
    private final String node;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    WriterConnection(Connection connection) {
        this(connection, "");
    }

    /**
     * @param node id of this process, for what it writes
     */
    WriterConnection(Connection connection, String node) {
        this.connection = connection;
        this.node = node;
    }

    String node() {
        return node;
    }

    /** The statement for {@code sql}, prepared at its first use. Results must be closed. */
    Binding bind(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return new Binding(statement);
    }

    /**
     * Forgets the statements, to be called after a failure: the driver has finalized the one that
     * failed, and would answer "not executing" for ever.
     */
    void afresh() {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // It is gone already, which is what is wanted.
            }
        }
        statements.clear();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
