package io.handoff.bus.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import io.handoff.bus.BusConnection;
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
 * RabbitMQ: everybody publishes to one fanout exchange and hears from a queue of its own, which
 * ends with the connection. The client's own recovery is off: {@link io.handoff.bus.WireBus} does
 * it for every server alike, and tells when it is done.
 *
 * @see <a href="https://www.rabbitmq.com/docs/exchanges#fanout">Fanout exchanges</a>
 */
public final class RabbitBusConnection implements BusConnection {

    private static final Logger LOG = Logger.getLogger(RabbitBusConnection.class);
    private static final long FAREWELL_MILLIS = 1000;
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
     * @param url amqp:// or amqps://, whose certificate must be of that host
     * @throws IllegalArgumentException if it is none
     */
    public static Connector dial(String url) {
        factory(url);
        return (heard, lost) -> open(factory(url), heard, lost);
    }

    private static ConnectionFactory factory(String url) {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            // The client's own way with amqps: trusts any server.
            factory.setUri(url.replaceFirst("^amqps:", "amqp:"));
            if (url.startsWith("amqps:")) {
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException("It is no amqp: URL", e);
        }
        int patience = (int) BusTimings.PATIENCE.toMillis();
        factory.setConnectionTimeout(patience);
        factory.setHandshakeTimeout(patience);
        factory.setChannelRpcTimeout(patience);
        factory.setShutdownTimeout(patience);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setThreadFactory(RabbitBusConnection::thread);
        factory.setExceptionHandler(new Quiet());
        return factory;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "handoff-bus-rabbitmq");
        thread.setDaemon(true);
        return thread;
    }

    private static BusConnection open(
            ConnectionFactory factory, Consumer<String> heard, Runnable lost)
            throws IOException, TimeoutException {
        Socket[] socket = new Socket[1];
        factory.setSocketConfigurator(
                made -> {
                    made.setTcpNoDelay(true);
                    made.setKeepAlive(true);
                    socket[0] = made;
                });
        Connection connection = factory.newConnection("handoff-bus");
        connection.addShutdownListener(cause -> lost.run());
        try {
            hear(connection.createChannel(), heard, lost);
            Channel sending = connection.createChannel();
            sending.addShutdownListener(cause -> lost.run());
            sending.confirmSelect();
            return new RabbitBusConnection(socket[0], connection, sending);
        } catch (IOException | RuntimeException e) {
            connection.abort((int) BusTimings.PATIENCE.toMillis());
            throw e;
        }
    }

    private static void hear(Channel channel, Consumer<String> heard, Runnable lost)
            throws IOException {
        channel.addShutdownListener(cause -> lost.run());
        channel.exchangeDeclare(EXCHANGE, "fanout", true);
        String queue = channel.queueDeclare("", false, true, true, null).getQueue();
        channel.queueBind(queue, EXCHANGE, "");
        DeliverCallback deliver =
                (tag, delivery) ->
                        heard.accept(new String(delivery.getBody(), StandardCharsets.UTF_8));
        // The server cancels us where the queue is gone, with its node in a cluster say.
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

    /** With a farewell if the server takes it soon; if it does not read, that would never end. */
    @Override
    public void close() {
        Thread farewell = thread(connection::abort);
        farewell.start();
        try {
            farewell.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, as far as that matters.
        }
    }

    /** A lost connection is told once, by the bus. */
    private static final class Quiet extends ForgivingExceptionHandler {

        @Override
        public void handleUnexpectedConnectionDriverException(
                Connection connection, Throwable failure) {
            LOG.debugf(failure, "The connection to RabbitMQ ended");
        }
    }
}
