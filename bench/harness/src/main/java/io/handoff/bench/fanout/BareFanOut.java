package io.handoff.bench.fanout;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Passes each text frame on to everybody but publishers ({@code /speaker}), with nothing around it:
 * no store, no bounds, no order but that of arrival. Encoded once, and handed over once to each
 * event loop, as one would who knows the library well.
 */
public final class BareFanOut extends AbstractVerticle {

    private static final Queue<BareFanOut> LOOPS = new ConcurrentLinkedQueue<>();

    private final int port;
    private final Set<ServerWebSocket> here = new HashSet<>();
    private Context mine;

    private BareFanOut(int port) {
        this.port = port;
    }

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Vertx.vertx()
                .deployVerticle(
                        () -> new BareFanOut(port),
                        new DeploymentOptions()
                                .setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .onFailure(
                        e -> {
                            System.err.println(e.getMessage());
                            System.exit(1);
                        });
    }

    @Override
    public void start(Promise<Void> started) {
        mine = context;
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
        if (!socket.path().equals("/speaker")) {
            here.add(socket);
            socket.closeHandler(closed -> here.remove(socket));
        }
        socket.textMessageHandler(BareFanOut::tellAll);
    }

    private static void tellAll(String text) {
        ByteBuf bytes =
                Unpooled.unreleasableBuffer(
                        Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
        LOOPS.forEach(loop -> loop.mine.runOnContext(now -> loop.tell(bytes)));
    }

    private void tell(ByteBuf bytes) {
        List<ServerWebSocket> all = new ArrayList<>(here);
        for (ServerWebSocket socket : all) {
            // The public way to make a text frame would encode it once for each socket.
            socket.writeFrame(
                    new WebSocketFrameImpl(WebSocketFrameType.TEXT, bytes.duplicate(), true));
        }
    }
}
