package io.handoff.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that logs everything it can about each request. */
@QuarkusTest
@TestProfile(JwtMode.Talkative.class)
class SecretsInLogsTest {

    private static final String ACCESS_LOG = "io.quarkus.http.access-log";

    @TestHTTPResource("/")
    URI root;

    private final Book book = new Book();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(book);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(book);
    }

    @Test
    void shouldTakeATokenInTheQueryAndNotShowIt() {
        String token = JwtMode.token("alice");

        Response answer = given().get("/tasks?limit=1&access_token=" + token);

        assertEquals(200, answer.statusCode());
        String line = book.nextRequest();
        assertTrue(line.startsWith("GET /tasks?limit=1 HTTP"), line);
        assertUnseen(token, answer);
    }

    @Test
    void shouldNotShowATokenInAHeader() {
        String token = JwtMode.token("alice");

        Response answer = given().header("Authorization", "Bearer " + token).get("/tasks");

        assertEquals(200, answer.statusCode());
        book.nextRequest();
        assertUnseen(token, answer);
    }

    @Test
    void shouldNotShowATicket() {
        String ticket =
                given().header("Authorization", JwtMode.bearer("alice"))
                        .post("/tickets")
                        .path("ticket");
        book.nextRequest();
        String address = root.toString().replace("http", "ws") + "ws?ticket=" + ticket;

        assertEquals("You said: hello", Echo.say(URI.create(address), null, "hello"));
        assertEquals("refused with 401", Echo.say(URI.create(address), null, "hello"));

        assertTrue(book.nextRequest().startsWith("GET /ws HTTP"));
        assertUnseen(ticket, null);
    }

    @Test
    void shouldNotShowWhatIsRefused() {
        String token = JwtMode.expired();
        for (String path :
                List.of("/tasks", "/none", "/capacity", "/q/health/live", "/ws", "/tickets")) {
            for (String name : List.of("access_token", "ticket")) {
                Response answer = given().get(path + '?' + name + '=' + token);
                book.nextRequest();
                assertUnseen(token, answer);
            }
        }
    }

    @Test
    void shouldNotShowWhatCorsRefuses() {
        String token = JwtMode.token("alice");

        Response answer =
                given().header("Origin", "https://evil.example")
                        .get("/tasks?access_token=" + token);

        assertEquals(403, answer.statusCode());
        book.nextRequest();
        assertUnseen(token, answer);
    }

    @Test
    void shouldNotShowWhatComesWithABodyThatIsTooLarge() {
        String token = JwtMode.token("alice");

        Response answer = given().body(new byte[300_000]).post("/process?access_token=" + token);

        assertEquals(413, answer.statusCode());
        book.nextRequest();
        assertUnseen(token, answer);
    }

    private void assertUnseen(String secret, Response answer) {
        for (String line : book.lines) {
            assertFalse(line.contains(secret), line);
        }
        if (answer != null) {
            assertFalse(answer.asString().contains(secret), answer::asString);
            assertFalse(answer.headers().toString().contains(secret));
        }
    }

    /** Collects everything that is logged while a test runs. */
    private static final class Book extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final Queue<String> requests = new ConcurrentLinkedQueue<>();
        private final Semaphore come = new Semaphore(0);

        Book() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord logged) {
            String line = ExtLogRecord.wrap(logged).getFormattedMessage();
            lines.add(line + logged.getThrown());
            if (ACCESS_LOG.equals(logged.getLoggerName())) {
                requests.add(line);
                come.release();
            }
        }

        /** The access log's line of a request, which is written after the response. */
        String nextRequest() {
            try {
                assertTrue(come.tryAcquire(20, TimeUnit.SECONDS), "nothing was logged");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return requests.remove();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
