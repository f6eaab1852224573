package io.handoff.bench.echo;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;

/** The echo with nothing around it: what the same server library can do at most. */
public final class BareEcho extends AbstractVerticle {

    private final int port;

    private BareEcho(int port) {
        this.port = port;
    }

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Vertx vertx = Vertx.vertx();
        // One server per event loop, as Quarkus does it.
        vertx.deployVerticle(
                        () -> new BareEcho(port),
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
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false);
        vertx.createHttpServer(options)
                .requestHandler(request -> request.response().setStatusCode(404).end())
                .webSocketHandler(BareEcho::echo)
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static void echo(ServerWebSocket socket) {
        socket.textMessageHandler(text -> socket.writeTextMessage("You said: " + text));
    }
}
