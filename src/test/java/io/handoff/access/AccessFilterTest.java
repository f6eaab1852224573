package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.handoff.SettableClock;
import io.handoff.access.AccessMeter.Reason;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filter on a bare server, with an issuer whose answer the test holds back. */
class AccessFilterTest {

    private static final Issuer ISSUER = Issuer.rs256("key");

    private final SettableClock clock = new SettableClock();
    private final CompletableFuture<String> jwks = new CompletableFuture<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Callers callers = new Callers(false);
    private final HttpClient client = HttpClient.newHttpClient();

    private final Queue<Reason> refused = new ConcurrentLinkedQueue<>();

    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        Filters filters = new Filters();
        new AccessFilter(authenticator(), refused::add).register(filters);
        filters.getFilters()
                .forEach(
                        filter ->
                                router.route()
                                        .order(-filter.getPriority())
                                        .handler(filter.getHandler()));
        router.route().order(1).handler(this::answer);
        server =
                await(
                        vertx.createHttpServer()
                                .requestHandler(
                                        request -> {
                                            // As Quarkus does, until somebody wants the body.
                                            request.pause();
                                            router.handle(request);
                                        })
                                .listen(0)
                                .toCompletionStage()
                                .toCompletableFuture());
    }

    @AfterEach
    void stop() {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private Authenticator authenticator() {
        ClaimRules rules =
                new ClaimRules(Optional.empty(), Optional.empty(), Duration.ZERO, "sub", "groups");
        RemoteKeySet keys =
                new RemoteKeySet(
                        () -> {
                            asked.countDown();
                            return jwks;
                        },
                        Duration.ofMinutes(5),
                        clock);
        return new Authenticator(
                false,
                true,
                new Tokens(keys, rules, new TokenCache(Duration.ZERO, 1), clock),
                new Tickets(
                        new MemoryTickets(1, clock), Duration.ofSeconds(30), clock, refused::add),
                new OpenPaths(path -> false));
    }

    private void answer(RoutingContext context) {
        context.request().resume();
        context.request()
                .bodyHandler(
                        body ->
                                context.end(
                                        callers.of(context).name()
                                                + ' '
                                                + context.request().uri()
                                                + ' '
                                                + body.length()
                                                + ' '
                                                + context.request()
                                                        .headers()
                                                        .contains("Authorization")));
    }

    @Test
    void shouldWaitForTheIssuerAndLoseNothingOfTheBody() throws Exception {
        String token = ISSUER.token("alice", clock.instant());
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(
                        post("/process?a=1", 200_000)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString());
        asked.await(20, TimeUnit.SECONDS);
        assertFalse(response.isDone());

        jwks.complete("{\"keys\":[" + ISSUER.published() + "]}");

        assertEquals("alice /process?a=1 200000 false", await(response).body());
    }

    @Test
    void shouldAnswer503WhereTheIssuerCanNotBeAsked() throws Exception {
        jwks.completeExceptionally(new IOException("away"));

        HttpResponse<String> response =
                client.send(
                        post("/process", 200_000)
                                .header(
                                        "Authorization",
                                        "Bearer " + ISSUER.token("a", clock.instant()))
                                .build(),
                        BodyHandlers.ofString());

        assertEquals(503, response.statusCode());
        assertEquals(Reason.NO_KEYS, refused.remove());
        assertEquals("5", response.headers().firstValue("Retry-After").orElseThrow());
    }

    @Test
    void shouldTakeATokenOffTheAddress() throws Exception {
        jwks.complete("{\"keys\":[" + ISSUER.published() + "]}");
        String token = ISSUER.token("alice", clock.instant());

        HttpResponse<String> response =
                client.send(
                        post("/process?a=%C3%BC&access_token=" + token + "&b=2", 10).build(),
                        BodyHandlers.ofString());

        assertEquals("alice /process?a=%C3%BC&b=2 10 false", response.body());
    }

    @Test
    void shouldCountRejectedRequests() throws Exception {
        client.send(post("/process", 1).build(), BodyHandlers.ofString());
        client.send(
                post("/process", 1).header("Authorization", "Bearer x").build(),
                BodyHandlers.ofString());

        assertEquals(List.of(Reason.ANONYMOUS, Reason.INVALID), List.copyOf(refused));
    }

    private HttpRequest.Builder post(String path, int length) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString("x".repeat(length)));
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
