package io.handoff.internals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the compiler cannot hold: the names and the order of Vert.x's handlers. */
class VertxConnectionTest {

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<List<String>> before = new CompletableFuture<>();
    private final CompletableFuture<List<String>> after = new CompletableFuture<>();
    private final CompletableFuture<String> vertxHandler = new CompletableFuture<>();
    private final CompletableFuture<Boolean> onLoop = new CompletableFuture<>();

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void shouldFindTheHandlersOfAConnection() throws Exception {
        int port =
                vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(60))
                        .requestHandler(this::look)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .actualPort();
        vertx.createHttpClient()
                .request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(request -> request.send());

        List<String> names = before.get(10, TimeUnit.SECONDS);
        assertTrue(names.contains(VertxConnection.IDLE_HANDLER), names.toString());
        assertTrue(
                names.indexOf("httpDecoder") < names.indexOf(vertxHandler.get()), names.toString());
        assertTrue(names.contains("httpDecoder"), names.toString());
        assertTrue(onLoop.get());
        List<String> left = after.get(10, TimeUnit.SECONDS);
        assertEquals(
                names.stream().filter(name -> !name.equals(VertxConnection.IDLE_HANDLER)).toList(),
                left);
    }

    private void look(HttpServerRequest request) {
        ChannelPipeline pipeline = VertxConnection.channelOf(request).pipeline();
        before.complete(List.copyOf(pipeline.names()));
        vertxHandler.complete(VertxConnection.handlerNameOf(request));
        onLoop.complete(VertxConnection.loopOf(request).inEventLoop());
        VertxConnection.removeIdleHandler(pipeline);
        after.complete(List.copyOf(pipeline.names()));
        request.response().end();
    }
}
