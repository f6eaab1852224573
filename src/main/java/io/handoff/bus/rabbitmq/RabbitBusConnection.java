package io.handoff.bus.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import io.handoff.bus.BusConnection;
import io.handoff.bus.BusConnector;
import io.handoff.bus.BusTimings;
import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * RabbitMQ: each replica publishes to one fanout exchange and consumes an exclusive queue of its
 * own, which the server deletes with the connection. The client's automatic recovery is off: {@link
 * io.handoff.bus.RemoteBus} reconnects for every adapter, and runs the recovery listeners.
 *
 * @see <a href="https://www.rabbitmq.com/docs/exchanges#fanout">Fanout exchanges</a>
 */
public final class RabbitBusConnection implements BusConnection {

    private static final Logger LOG = Logger.getLogger(RabbitBusConnection.class);
    private static final long CLOSE_MILLIS = 1000;
    private static final String EXCHANGE = "handoff.events";

    private final Socket socket;
    private final Connection connection;
    private final Channel sending;

    private RabbitBusConnection(Socket socket, Connection connection, Channel sending) {
        this.socket = socket;
        this.connection = connection;
        this.sending = sending;
    }

    /**
     * @param url amqp://, or amqps:// with a certificate for that host
     * @throws IllegalArgumentException if the URL is malformed
     */
    public static BusConnector connector(String url) {
        factory(url);
        return (receive, lost) -> open(factory(url), receive, lost);
    }

    private static ConnectionFactory factory(String url) {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            // With an amqps: URL alone the client would trust any certificate.
            factory.setUri(url.replaceFirst("^amqps:", "amqp:"));
            if (url.startsWith("amqps:")) {
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an amqp: URL", e);
        }
        int patience = (int) BusTimings.PATIENCE.toMillis();
        factory.setConnectionTimeout(patience);
        factory.setHandshakeTimeout(patience);
        factory.setChannelRpcTimeout(patience);
        factory.setShutdownTimeout(patience);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setThreadFactory(RabbitBusConnection::thread);
        factory.setExceptionHandler(new DebugLog());
        return factory;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "handoff-bus-rabbitmq");
        thread.setDaemon(true);
        return thread;
    }

    private static BusConnection open(
            ConnectionFactory factory, Consumer<String> receive, Runnable lost)
            throws IOException, TimeoutException {
        Socket[] socket = new Socket[1];
        factory.setSocketConfigurator(
                created -> {
                    created.setTcpNoDelay(true);
                    created.setKeepAlive(true);
                    socket[0] = created;
                });
        Connection connection = factory.newConnection("handoff-bus");
        connection.addShutdownListener(cause -> lost.run());
        try {
            receive(connection.createChannel(), receive, lost);
            Channel sending = connection.createChannel();
            sending.addShutdownListener(cause -> lost.run());
            sending.confirmSelect();
            return new RabbitBusConnection(socket[0], connection, sending);
        } catch (IOException | RuntimeException e) {
            connection.abort((int) BusTimings.PATIENCE.toMillis());
            throw e;
        }
    }

    private static void receive(Channel channel, Consumer<String> receive, Runnable lost)
            throws IOException {
        channel.addShutdownListener(cause -> lost.run());
        channel.exchangeDeclare(EXCHANGE, "fanout", true);
        String queue = channel.queueDeclare("", false, true, true, null).getQueue();
        channel.queueBind(queue, EXCHANGE, "");
        DeliverCallback deliver =
                (tag, delivery) ->
                        receive.accept(new String(delivery.getBody(), StandardCharsets.UTF_8));
        // The server cancels the consumer when the queue is lost, for example with its cluster
        // node.
        channel.basicConsume(queue, true, deliver, tag -> lost.run());
    }

    @Override
    public void send(List<String> texts)
            throws IOException, InterruptedException, TimeoutException {
        for (String text : texts) {
            sending.basicPublish(EXCHANGE, "", null, text.getBytes(StandardCharsets.UTF_8));
        }
        sending.waitForConfirmsOrDie(BusTimings.PATIENCE.toMillis());
    }

    /** Closes politely if the server responds in time; else closes the socket. */
    @Override
    public void close() {
        Thread closing = thread(connection::abort);
        closing.start();
        try {
            closing.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done.
        }
    }

    /** The bus logs a lost connection once; the client need not. */
    private static final class DebugLog extends ForgivingExceptionHandler {

        @Override
        public void handleUnexpectedConnectionDriverException(
                Connection connection, Throwable failure) {
            LOG.debugf(failure, "The connection to RabbitMQ failed");
        }
    }
}
