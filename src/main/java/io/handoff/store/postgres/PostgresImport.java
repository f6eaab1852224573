package io.handoff.store.postgres;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.TableWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Fills an empty PostgreSQL store, in one transaction that keeps everybody else from writing
 * meanwhile.
 */
public final class PostgresImport implements TableWriter {

    /** Whoever sends the rows may take his time, and so may the server. */
    private static final String PATIENTLY =
            "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";

    private static final String LOCK =
            "LOCK TABLE "
                    + Table.ALL.stream().map(Table::name).collect(Collectors.joining(", "))
                    + " IN SHARE ROW EXCLUSIVE MODE";

    private static final String ALIVE =
            "SELECT count(*) FROM nodes WHERE lease_until > " + NodeRows.NOW;

    private final WriterConnection writerConnection;

    private PostgresImport(WriterConnection writerConnection) throws SQLException {
        this.writerConnection = writerConnection;
        writerConnection.bind(PATIENTLY).run();
        writerConnection.bind(LOCK).run();
        refuseReplicas();
        for (Table table : Table.ALL) {
            refuseRows(table);
        }
    }

    private void refuseReplicas() throws SQLException {
        long alive = writerConnection.bind(ALIVE).first(row -> row.getLong(1)).orElseThrow();
        if (alive > 0) {
            throw new StoreCannotStart(
                    alive
                            + (alive == 1 ? " replica works" : " replicas work")
                            + " on this database. Stop all of them before an import; one that was"
                            + " killed counts until its lease is over (HANDOFF_TASKS_LEASE).");
        }
    }

    private void refuseRows(Table table) throws SQLException {
        if (writerConnection
                .bind("SELECT 1 FROM " + table.name() + " LIMIT 1")
                .first(row -> row.getInt(1))
                .isPresent()) {
            throw new StoreCannotStart(
                    "The database already has "
                            + table.name()
                            + ". An import needs an empty one: set"
                            + " QUARKUS_DATASOURCE_POSTGRES_JDBC_URL to another. (If an import"
                            + " went through before, nothing is left to do.)");
        }
    }

    /**
     * Connects, and makes the tables if there are none.
     *
     * @throws StoreCannotStart with one line that says what to change; also where there are rows,
     *     or replicas that are alive
     */
    public static PostgresImport open(PostgresSettings server) {
        StartRefusals.check(server);
        String node = UUID.randomUUID().toString();
        try {
            Connection connection = new Connections(server, node).openWriter();
            try {
                Schema.migrate(connection);
                return new PostgresImport(new WriterConnection(connection, node));
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StartRefusals.refusal(server, e);
        }
    }

    @Override
    public void write(Table table, List<Object[]> rows) {
        Columns<Object[]> columns = new Columns<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int at = i;
            String name = table.columns().get(i).name();
            if (table.columns().get(i).number()) {
                columns.number(name, row -> (Long) row[at]);
            } else {
                columns.text(name, row -> (String) row[at]);
            }
        }
        try {
            columns.bind(writerConnection.bind(columns.insertInto(table.name())), rows).update();
        } catch (SQLException e) {
            throw Failures.explain(e);
        }
    }

    @Override
    public void commit() {
        try {
            writerConnection.connection().commit();
        } catch (SQLException e) {
            throw Failures.explain(e);
        }
    }

    /** What is not committed is rolled back with the connection. */
    @Override
    public void close() {
        writerConnection.close();
    }
}
