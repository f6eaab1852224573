package io.handoff.store.postgres;

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

    /**
     * @param node id of this process
     */
    WriterConnection(Connection connection, String node) {
        this.connection = connection;
        this.node = node;
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

    String node() {
        return node;
    }

    Connection connection() {
        return connection;
    }

    /** Never throws: what is of use has been committed before. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends the session when it notices.
        }
    }
}
