package io.handoff.bus.postgres;

import io.handoff.bus.BusConnection;
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
 * PostgreSQL's LISTEN and NOTIFY: a connection and a thread that hear, and a connection that sends,
 * many at once. A commit that carries a NOTIFY takes a lock of the whole server, hence its own
 * transactions, and few of them. Does not work through a pooler that shares connections between
 * transactions.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>
 */
public final class PostgresBusConnection implements BusConnection {

    /** Bytes of a text: the server takes less than 8,000. */
    public static final int MOST_BYTES = 7999;

    private static final String CHANNEL = "handoff_events";
    private static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', t) FROM unnest(?) t";

    private final Connection hearing;
    private final Connection sending;
    private volatile boolean closed;

    private PostgresBusConnection(Connection hearing, Connection sending) {
        this.hearing = hearing;
        this.sending = sending;
    }

    /**
     * @param user where the URL has none; may be null, like the password
     * @throws IllegalArgumentException if the URL is none
     */
    public static Connector dial(String url, String user, String password) {
        if (Driver.parseURL(url, new Properties()) == null) {
            throw new IllegalArgumentException("It is no jdbc:postgresql: URL");
        }
        return (heard, lost) -> open(url, login(user, password), heard, lost);
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
            String url, Properties login, Consumer<String> heard, Runnable lost)
            throws SQLException {
        Connection hearing = new Driver().connect(url, login);
        Connection sending = null;
        try (Statement listen = hearing.createStatement()) {
            sending = new Driver().connect(url, login);
            sending.setNetworkTimeout(Runnable::run, (int) BusTimings.PATIENCE.toMillis());
            listen.execute("LISTEN " + CHANNEL);
        } catch (SQLException e) {
            abort(hearing);
            abort(sending);
            throw e;
        }
        PostgresBusConnection wire = new PostgresBusConnection(hearing, sending);
        wire.startHearing(heard, lost);
        return wire;
    }

    private void startHearing(Consumer<String> heard, Runnable lost) {
        Thread thread = new Thread(() -> hear(heard, lost), "handoff-bus-postgres");
        thread.setDaemon(true);
        thread.start();
    }

    private void hear(Consumer<String> heard, Runnable lost) {
        try {
            PGConnection source = hearing.unwrap(PGConnection.class);
            while (!closed) {
                // Waits until there are some, or the connection is closed.
                for (PGNotification notification : source.getNotifications(0)) {
                    heard.accept(notification.getParameter());
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
        abort(hearing);
        abort(sending);
    }

    /** Closes the socket; a polite end would wait for whoever uses the connection. */
    private static void abort(Connection connection) {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            // It is gone already.
        }
    }
}
