package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.socket.RawSocket;
import io.handoff.socket.RawSocket.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With little patience, and a second name. */
@QuarkusTest
@TestProfile(SlowBodyTest.Impatient.class)
class SlowBodyTest {

    /** The settings. */
    public static class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "handoff.http.body-timeout",
                    "200ms",
                    "handoff.access.hosts",
                    "Handoff.example,other.example");
        }
    }

    @TestHTTPResource("/")
    URL root;

    @Test
    void shouldEndARequestWhoseBodyDoesNotCome() throws IOException {
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            client.write(
                    ("POST /process HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                                    + "\r\nContent-Length: 100\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));

            Answer answer = client.answer();

            assertEquals(408, answer.status());
            assertEquals("application/problem+json", answer.header("content-type"));
            assertTrue(client.ended());
        }
    }

    @Test
    void shouldAnswerToConfiguredNames() throws IOException {
        assertEquals(200, status("handoff.example:8080"));
        assertEquals(200, status("OTHER.example"));
        assertEquals(200, status("localhost"));
        assertEquals(421, status("third.example"));
    }

    private int status(String host) throws IOException {
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            return client.request("GET /tasks HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status();
        }
    }
}
