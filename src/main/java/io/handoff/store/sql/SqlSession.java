package io.handoff.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection that keeps its statements prepared; used by one thread at a time. */
public final class SqlSession implements AutoCloseable {

    private final Connection connection;
    private final Dialect dialect;
    private final String node;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /**
     * @param node id of this process, which the tasks that it runs carry
     */
    public SqlSession(Connection connection, Dialect dialect, String node) {
        this.connection = connection;
        this.dialect = dialect;
        this.node = node;
    }

    /**
     * The statement for {@code sql}, prepared at its first use. Its results must be closed before
     * the next use.
     */
    public SqlStatement statement(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return new SqlStatement(statement, dialect);
    }

    public String node() {
        return node;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * Drops the prepared statements; to be called after a failure. The SQLite driver finalizes a
     * statement that fails, and would answer "not executing" from then on.
     */
    public void dropStatements() {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // It is gone already, which is what is wanted.
            }
        }
        statements.clear();
    }

    /** Never throws: what is of use has been committed before. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The database ends the session when it notices.
        }
    }
}
