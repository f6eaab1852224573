package io.handoff.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Api;
import io.handoff.socket.RawSocket;
import io.handoff.socket.RawSocket.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused on every route before anything is stored; each with a problem document. */
@QuarkusTest
class DoorTest {

    private static final String[] ROUTES = {
        "/process|{'t':VALUE}",
        "/process|{'a':[{'b':VALUE}]}",
        "/tasks|{'kind':'process','payload':{'t':VALUE}}",
        "/tasks|{'kind':'process','uniqueKey':VALUE}",
        "/tasks/bulk|{'action':'retry','kind':VALUE}",
        "/notify/alice|{'data':VALUE}",
        "/notify/alice|{'title':VALUE}",
        "/channels/room:door/events|{'data':VALUE}",
        "/channels/room:door/events|{'data':1,'id':VALUE}",
        "/schedules|{'name':VALUE,'cron':'0 0 1 1 *','kind':'process'}",
        "/schedules|{'cron':'0 0 1 1 *','kind':'process','payload':{'t':VALUE}}",
    };

    @TestHTTPResource("/")
    URL root;

    private final Traces traces = new Traces();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(traces);
    }

    @AfterEach
    void shouldLogNoStackTrace() {
        Logger.getLogger("").removeHandler(traces);
        assertTrue(traces.seen.isEmpty(), () -> traces.seen.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'\\ud83d'",
                "'\\ude00\\ud83d'",
                "{'\\ud83d':1}",
                "1e2147483648",
                "-1E-99999999999",
                "{'a':1,'a':2}"
            })
    void shouldRefuseJsonThatCouldNotBeWrittenAgain(String value) {
        for (String route : ROUTES) {
            String[] parts = route.split("\\|");
            Api.problem(400, Api.json(parts[1].replace("VALUE", value)).post(parts[0]))
                    .body("detail", containsString("Invalid JSON"));
        }
    }

    @Test
    void shouldKeepLargeNumbersAndWholePairs() {
        String id =
                Api.id(
                        Api.json("{'n':1e400,'m':1e999999999,'t':'\\ud83d\\ude00'}")
                                .post("/process"));

        given().get("/tasks/" + id)
                .then()
                .statusCode(200)
                .body(containsString("1E+999999999"))
                .body(containsString("\uD83D\uDE00"));
    }

    @Test
    void shouldKeepNulInAPayloadAndRefuseItElsewhere() {
        String id = Api.task("{'kind':'process','payload':{'t':'a\\u0000b'}}");

        assertEquals("a\0b", Api.end(id).get("payload.t"));
        Api.problem(400, Api.json("{'kind':'process','uniqueKey':'a\\u0000b'}").post("/tasks"))
                .body("detail", containsString("uniqueKey"));
        Api.problem(400, Api.json("{'collapseKey':'a\\u0000b'}").post("/notify/alice"));
        Api.problem(
                400,
                Api.json("{'name':'a\\u0000b','cron':'0 0 1 1 *','kind':'process'}")
                        .post("/schedules"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /tasks?kind=%00",
                "GET /tasks?kind=%c0%af",
                "GET /tasks/%c0%af",
                "GET /channels/room:%ed%a0%bd/events",
                "GET /notify/zo\u00eb",
                "GET tasks"
            })
    void shouldRefuseAddressesThatCannotBeDecoded(String line) throws IOException {
        problem(
                line.endsWith(" tasks") ? 404 : 400,
                raw(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: \r\n", "Host: a b\r\n", "Host: [::\r\n"})
    void shouldRefuseARequestWithoutAValidHost(String header) throws IOException {
        // An empty one is valid, and no name of this server.
        int status = header.equals("Host: \r\n") ? 421 : 400;
        problem(status, raw("GET /tasks HTTP/1.1\r\n" + header + "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LocalHost:8080, 200",
        "127.0.0.1, 200",
        "127.8.9.10:80, 200",
        "[::1]:8080, 200",
        "evil.example, 421",
        "evil.example:8080, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "0.0.0.0, 421",
        "10.0.0.1, 421",
        "[::2], 421"
    })
    void shouldAnswerToNamesOfThisMachineOnly(String host, int status) throws IOException {
        Answer answer = raw("GET /tasks HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

        assertEquals(status, answer.status());
        if (status != 200) {
            problem(421, answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/live"})
    void shouldUpgradeUnderNamesOfThisMachineOnly(String path) throws IOException {
        String handshake = RawSocket.HANDSHAKE.replace("/ws", path);

        problem(421, raw(handshake.replace("Host: localhost", "Host: evil.example")));
        assertEquals(101, raw(handshake).status());
    }

    @Test
    void shouldNotBelieveAForwardedHost() throws IOException {
        problem(
                421,
                raw(
                        "GET /tasks HTTP/1.1\r\nHost: evil.example\r\n"
                                + "X-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n\r\n"));
    }

    @Test
    void shouldSayThatABodyWithoutALengthIsTooLarge() throws IOException {
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            client.write(
                    ("POST /process HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                                    + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 4; i++) {
                client.write(chunk.getBytes(StandardCharsets.US_ASCII));
            }
            client.write("2\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            problem(413, client.answer());
            assertTrue(client.ended());
        }
    }

    @Test
    void shouldTakeABodyWithoutALengthUpToTheLimit() throws IOException {
        Answer answer =
                raw(
                        "POST /process HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                                + " application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "fffe\r\n"
                                + " ".repeat(0xfffe)
                                + "\r\n2\r\n{}\r\n0\r\n\r\n");

        assertEquals(202, answer.status());
    }

    @Test
    void shouldRefuseACompressedBody() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write("{}".getBytes(StandardCharsets.US_ASCII));
        }

        Api.problem(
                        415,
                        given().contentType("application/json")
                                .header("Content-Encoding", "gzip")
                                .body(zipped.toByteArray())
                                .post("/process"))
                .header("Accept-Encoding", "identity");
    }

    @Test
    void shouldRefuseAnEmptyIdempotencyKey() {
        Api.problem(400, Api.json("{}").header("Idempotency-Key", "").post("/process"));
        Api.problem(400, Api.json("{}").header("Idempotency-Key", " ").post("/process"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "error", "join"})
    void shouldReserveTheTypesOfEventSource(String type) {
        Api.problem(
                400,
                Api.json("{'data':1,'type':'" + type + "'}").post("/channels/room:door/events"));
    }

    @Test
    void shouldTakeANameInEitherFormForTheSame() {
        String id =
                Api.json("{'data':1}")
                        .post("/channels/room:{name}/events", "zoe\u0308")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");

        given().get("/channels/room:{name}/events", "zo\u00eb")
                .then()
                .statusCode(200)
                .body("events[-1].id", org.hamcrest.Matchers.equalTo(id));
        given().queryParam("user", "auth0|1").get("/me").then().statusCode(200);
    }

    @Test
    void shouldTakeNullAsAbsent() {
        Api.id(
                Api.json("{'title':null,'message':null,'collapseKey':null,'expiresAt':null}")
                        .post("/notify/alice"));
        Api.task(
                "{'kind':'process','payload':null,'delay':null,'runAt':null,'priority':null,"
                        + "'maxAttempts':null,'timeout':null,'uniqueKey':null}");
        Api.json("{'data':null,'type':null,'id':null,'ephemeral':null}")
                .post("/channels/room:door/events")
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+300000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "tomorrow"})
    void shouldRefuseTimesThatAreNone(String time) {
        Api.problem(400, Api.json("{'expiresAt':'" + time + "'}").post("/notify/alice"));
        Api.problem(400, Api.json("{'kind':'process','runAt':'" + time + "'}").post("/tasks"));
        Api.problem(
                400,
                Api.json("{'kind':'notify','payload':{'user':'alice','expiresAt':'" + time + "'}}")
                        .post("/tasks"));
    }

    @Test
    void shouldTakeTheBeginningOfTimeForThePast() {
        String id =
                Api.id(
                        Api.json("{'expiresAt':'1970-01-01T00:00:00Z'}")
                                .post("/notify/door-expired"));

        assertEquals("succeeded", Api.end(id).get("state"));
        given().get("/inbox?user=door-expired")
                .then()
                .statusCode(200)
                .body("events.size()", org.hamcrest.Matchers.equalTo(0));
    }

    private Answer raw(String request) throws IOException {
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            return client.request(request);
        }
    }

    private static void problem(int status, Answer answer) {
        assertEquals(status, answer.status(), answer.head());
        assertEquals("application/problem+json", answer.header("content-type"), answer.head());
        JsonObject body = new JsonObject(answer.body());
        assertEquals(status, body.getInteger("status"));
        assertTrue(body.getString("detail").length() > 10, answer.body());
        assertNull(body.getString("stack"));
    }

    /** Log records with a stack trace. */
    private static final class Traces extends Handler {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getThrown() != null && line.getLevel().intValue() >= 800) {
                seen.add(line.getMessage() + ": " + line.getThrown());
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
