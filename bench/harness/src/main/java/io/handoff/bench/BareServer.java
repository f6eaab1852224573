package io.handoff.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the same server library does with nothing around it: on {@code /ws} an echo; what comes on
 * {@code /publisher} goes to every {@code /subscriber}, encoded once and handed over once to each
 * event loop, without a store, bounds or order.
 */
public final class BareServer extends AbstractVerticle {

    private static final Queue<BareServer> LOOPS = new ConcurrentLinkedQueue<>();

    private final int port;
    private final Set<ServerWebSocket> subscribers = new HashSet<>();
    private Context loop;

    private BareServer(int port) {
        this.port = port;
    }

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        // One server per event loop, as Quarkus does it.
        DeploymentOptions options =
                new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
        Vertx.vertx()
                .deployVerticle(() -> new BareServer(port), options)
                .onFailure(
                        e -> {
                            System.err.println(e.getMessage());
                            System.exit(1);
                        });
    }

    @Override
    public void start(Promise<Void> started) {
        loop = context;
        LOOPS.add(this);
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false);
        vertx.createHttpServer(options)
                .requestHandler(request -> request.response().setStatusCode(404).end())
                .webSocketHandler(this::accept)
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void accept(ServerWebSocket socket) {
        switch (socket.path()) {
            case "/ws" ->
                    socket.textMessageHandler(text -> socket.writeTextMessage("You said: " + text));
            case "/publisher" -> socket.textMessageHandler(BareServer::publish);
            default -> {
                subscribers.add(socket);
                socket.closeHandler(closed -> subscribers.remove(socket));
            }
        }
    }

    private static void publish(String text) {
        ByteBuf bytes = Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
        ByteBuf shared = Unpooled.unreleasableBuffer(bytes);
        LOOPS.forEach(each -> each.loop.runOnContext(now -> each.deliver(shared)));
    }

    private void deliver(ByteBuf bytes) {
        for (ServerWebSocket socket : List.copyOf(subscribers)) {
            // The public way to make a text frame would encode it once for each socket.
            socket.writeFrame(
                    new WebSocketFrameImpl(WebSocketFrameType.TEXT, bytes.duplicate(), true));
        }
    }
}
