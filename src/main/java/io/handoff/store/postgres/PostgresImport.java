package io.handoff.store.postgres;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.TableWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills an empty PostgreSQL store, in one transaction that keeps others from writing meanwhile. */
public final class PostgresImport implements TableWriter {

    /** Neither the sender of the rows nor the server has to hurry. */
    private static final String PATIENTLY =
            "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";

    private static final String LOCK =
            "LOCK TABLE "
                    + Table.ALL.stream().map(Table::name).collect(Collectors.joining(", "))
                    + " IN SHARE ROW EXCLUSIVE MODE";

    private static final String ALIVE =
            "SELECT count(*) FROM nodes WHERE lease_until > " + NodeRows.NOW;

    private final SqlSession session;

    private PostgresImport(SqlSession session) throws SQLException {
        this.session = session;
        session.statement(PATIENTLY).execute();
        session.statement(LOCK).execute();
        refuseReplicas();
        refuseRows();
    }

    private void refuseReplicas() throws SQLException {
        long alive = session.statement(ALIVE).first(row -> row.getLong(1)).orElseThrow();
        if (alive > 0) {
            throw new StoreCannotStart(
                    alive
                            + (alive == 1 ? " replica works" : " replicas work")
                            + " on this database. Stop all of them before an import; one that was"
                            + " killed counts until its lease is over (HANDOFF_TASKS_LEASE).");
        }
    }

    private void refuseRows() throws SQLException {
        Optional<Table> filled = Table.notEmpty(session);
        if (filled.isPresent()) {
            throw new StoreCannotStart(
                    "The database already has "
                            + filled.get().name()
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
        String node = UUID.randomUUID().toString();
        SqlSession session = PostgresServer.openWriter(server, new Connections(server, node), node);
        try {
            return new PostgresImport(session);
        } catch (SQLException e) {
            session.close();
            throw StartRefusals.refusal(server, e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public void write(Table table, List<@Nullable Object[]> rows) {
        ArrayRows<@Nullable Object[]> arrays = new ArrayRows<>(table.ofArrays());
        try {
            arrays.bind(session.statement(arrays.insertInto(table.name())), rows).update();
        } catch (SQLException e) {
            throw Failures.explain(e);
        }
    }

    @Override
    public void commit() {
        try {
            session.connection().commit();
        } catch (SQLException e) {
            throw Failures.explain(e);
        }
    }

    /** What is not committed is rolled back with the connection. */
    @Override
    public void close() {
        session.close();
    }
}
