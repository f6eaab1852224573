package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.handoff.Stages;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/2 without TLS: the same answers, without the headers that belong to a connection. */
@QuarkusTest
class Http2Test {

    @TestHTTPResource("/")
    URL root;

    @Inject Vertx vertx;

    private HttpClient client;

    private record Answer(int status, MultiMap headers, Buffer body) {}

    @BeforeEach
    void open() {
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setProtocolVersion(HttpVersion.HTTP_2)
                                .setHttp2ClearTextUpgrade(false));
    }

    @AfterEach
    void close() {
        Stages.value(client.close().toCompletionStage());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /tasks, 200",
        "GET, /, 200",
        "GET, /channels/room:h2/events?after=7, 200",
        "GET, /nothing, 404",
        "PUT, /tasks, 405",
        "GET, /ws, 426",
        "GET, /ws/live, 426",
    })
    void shouldSendNoHeadersOfAConnection(String method, String path, int status) {
        Answer answer =
                send(new RequestOptions().setMethod(HttpMethod.valueOf(method)).setURI(path), null);

        check(status, answer);
    }

    @Test
    void shouldRefuseALargeBody() {
        Answer answer =
                send(post("/process").putHeader("Content-Length", "300000"), "x".repeat(300_000));

        check(413, answer);
    }

    @Test
    void shouldRefuseALargeBodyWithoutALength() {
        Answer answer = send(post("/process"), "{\"t\":\"" + "x".repeat(300_000) + "\"}");

        check(413, answer);
    }

    @Test
    void shouldRefuseAnotherAuthority() {
        Answer answer = send(new RequestOptions().setURI("/tasks").setHost("evil.example"), null);

        check(421, answer);
    }

    private static RequestOptions post(String path) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(path)
                .putHeader("Content-Type", "application/json");
    }

    private Answer send(RequestOptions options, String body) {
        options.setServer(SocketAddress.inetSocketAddress(root.getPort(), "localhost"));
        if (options.getHost() == null) {
            options.setHost("localhost").setPort(root.getPort());
        }
        return Stages.value(
                client.request(options)
                        .compose(
                                request -> {
                                    assertEquals(HttpVersion.HTTP_2, request.version());
                                    if (body == null) {
                                        return request.send();
                                    }
                                    boolean known = request.headers().contains("Content-Length");
                                    request.response(); // Its handler is set before the body goes.
                                    request.setChunked(!known);
                                    request.write(body);
                                    request.end();
                                    return request.response();
                                })
                        .compose(Http2Test::whole)
                        .toCompletionStage());
    }

    private static io.vertx.core.Future<Answer> whole(HttpClientResponse response) {
        return response.body()
                .map(body -> new Answer(response.statusCode(), response.headers(), body));
    }

    private static void check(int status, Answer answer) {
        assertEquals(status, answer.status());
        for (String name :
                List.of(
                        "Connection",
                        "Keep-Alive",
                        "Transfer-Encoding",
                        "Upgrade",
                        "Proxy-Connection")) {
            assertFalse(answer.headers().contains(name), name);
        }
        if (status >= 400) {
            assertEquals("application/problem+json", answer.headers().get("Content-Type"));
            assertEquals(status, new JsonObject(answer.body()).getInteger("status"));
        }
    }
}
