package io.handoff.bus.postgres;

import io.handoff.bus.BusConnection;
import io.handoff.bus.BusConnector;
import io.handoff.bus.BusTimings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGProperty;

/**
 * PostgreSQL's LISTEN and NOTIFY: one connection receives, on a thread of its own, and one sends
 * batches. A commit with a NOTIFY takes a lock of the whole server; hence separate transactions,
 * and few of them. Does not work through a pooler that shares connections between transactions.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>
 */
public final class PostgresBusConnection implements BusConnection {

    /** The largest text: the server accepts fewer than 8,000 bytes. */
    public static final int MAX_BYTES = 7999;

    private static final String CHANNEL = "handoff_events";
    private static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', t) FROM unnest(?) t";

    private final Connection receiving;
    private final Connection sending;
    private volatile boolean closed;

    private PostgresBusConnection(Connection receiving, Connection sending) {
        this.receiving = receiving;
        this.sending = sending;
    }

    /**
     * @param user used if the URL names none; may be null, like the password
     * @throws IllegalArgumentException if the URL is malformed
     */
    public static BusConnector connector(String url, String user, String password) {
        if (Driver.parseURL(url, new Properties()) == null) {
            throw new IllegalArgumentException("Not a jdbc:postgresql: URL");
        }
        return (receive, lost) -> open(url, login(user, password), receive, lost);
    }

    private static Properties login(String user, String password) {
        Properties login = new Properties();
        set(login, PGProperty.USER, user);
        set(login, PGProperty.PASSWORD, password);
        String seconds = Long.toString(BusTimings.PATIENCE.toSeconds());
        set(login, PGProperty.CONNECT_TIMEOUT, seconds);
        set(login, PGProperty.LOGIN_TIMEOUT, seconds);
        set(login, PGProperty.TCP_KEEP_ALIVE, "true");
        set(login, PGProperty.APPLICATION_NAME, "handoff-bus");
        return login;
    }

    private static void set(Properties login, PGProperty property, String value) {
        if (value != null) {
            login.setProperty(property.getName(), value);
        }
    }

    private static BusConnection open(
            String url, Properties login, Consumer<String> receive, Runnable lost)
            throws SQLException {
        Connection receiving = new Driver().connect(url, login);
        Connection sending = null;
        try (Statement listen = receiving.createStatement()) {
            sending = new Driver().connect(url, login);
            sending.setNetworkTimeout(Runnable::run, (int) BusTimings.PATIENCE.toMillis());
            listen.execute("LISTEN " + CHANNEL);
        } catch (SQLException e) {
            abort(receiving);
            abort(sending);
            throw e;
        }
        PostgresBusConnection connection = new PostgresBusConnection(receiving, sending);
        connection.startReceiving(receive, lost);
        return connection;
    }

    private void startReceiving(Consumer<String> receive, Runnable lost) {
        Thread thread = new Thread(() -> receive(receive, lost), "handoff-bus-postgres");
        thread.setDaemon(true);
        thread.start();
    }

    private void receive(Consumer<String> receive, Runnable lost) {
        try {
            PGConnection source = receiving.unwrap(PGConnection.class);
            while (!closed) {
                // Blocks until there are some, or the connection is closed.
                for (PGNotification notification : source.getNotifications(0)) {
                    receive.accept(notification.getParameter());
                }
            }
        } catch (SQLException e) {
            lost.run();
        }
    }

    @Override
    public void send(List<String> texts) throws SQLException {
        try (PreparedStatement notify = sending.prepareStatement(NOTIFY)) {
            notify.setArray(1, sending.createArrayOf("text", texts.toArray()));
            notify.execute();
        }
    }

    @Override
    public void close() {
        closed = true;
        abort(receiving);
        abort(sending);
    }

    /** Closes the socket at once; {@code close} would wait for the thread that uses it. */
    private static void abort(Connection connection) {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            // The connection is closed already.
        }
    }
}
