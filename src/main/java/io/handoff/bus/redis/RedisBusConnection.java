package io.handoff.bus.redis;

import io.handoff.bus.BusConnection;
import io.handoff.bus.BusConnector;
import io.handoff.bus.BusTimings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Redis Pub/Sub on one channel: one connection subscribes, another publishes.
 *
 * @see <a href="https://redis.io/docs/latest/develop/pubsub/">Redis Pub/Sub</a>
 */
public final class RedisBusConnection implements BusConnection {

    private static final String TOPIC = "handoff.events";

    private final Redis client;
    private final AtomicBoolean closed = new AtomicBoolean();
    private RedisConnection sending;

    private RedisBusConnection(Redis client) {
        this.client = client;
    }

    /**
     * @param url redis://, or rediss:// with a certificate for that host
     * @throws IllegalArgumentException if the URL is malformed
     */
    public static BusConnector connector(Vertx vertx, String url) {
        RedisOptions options =
                new RedisOptions()
                        .setConnectionString(url)
                        .setPoolName("handoff-bus")
                        .setPoolCleanerInterval(-1)
                        .setNetClientOptions(
                                new NetClientOptions()
                                        .setTcpKeepAlive(true)
                                        .setTcpNoDelay(true)
                                        .setHostnameVerificationAlgorithm("HTTPS")
                                        .setConnectTimeout((int) BusTimings.PATIENCE.toMillis()));
        return (receive, lost) -> {
            RedisBusConnection connection =
                    new RedisBusConnection(Redis.createClient(vertx, options));
            try {
                connection.connect(receive, lost);
                return connection;
            } catch (IOException | InterruptedException | RuntimeException e) {
                connection.close();
                throw e;
            }
        };
    }

    private void connect(Consumer<String> receive, Runnable lost)
            throws IOException, InterruptedException {
        RedisConnection receiving = connection(lost);
        receiving.handler(message -> receive(message, receive));
        await(receiving.send(Request.cmd(Command.SUBSCRIBE).arg(TOPIC)));
        sending = connection(lost);
    }

    private RedisConnection connection(Runnable lost) throws IOException, InterruptedException {
        RedisConnection connection = await(client.connect());
        connection.exceptionHandler(failure -> lost.run());
        connection.endHandler(nothing -> lost.run());
        return connection;
    }

    /** A message is an array, or a push, of "message", the channel, and the text. */
    private static void receive(Response message, Consumer<String> receive) {
        boolean composite =
                message.type() == ResponseType.PUSH || message.type() == ResponseType.MULTI;
        if (composite && message.size() == 3 && "message".equals(message.get(0).toString())) {
            receive.accept(message.get(2).toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void send(List<String> texts) throws IOException, InterruptedException {
        List<Request> requests =
                texts.stream()
                        .map(text -> Request.cmd(Command.PUBLISH).arg(TOPIC).arg(text))
                        .toList();
        await(sending.batch(requests));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            client.close();
        }
    }

    private static <T> T await(Future<T> answer) throws IOException, InterruptedException {
        try {
            return answer.toCompletionStage()
                    .toCompletableFuture()
                    .get(BusTimings.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the server does not respond", e);
        }
    }
}
