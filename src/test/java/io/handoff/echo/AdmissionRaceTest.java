package io.handoff.echo;

import static io.handoff.echo.AdmissionTest.CAP;
import static io.handoff.socket.RawSocket.HANDSHAKE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.SmallLimits;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.RawSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallLimits.class)
class AdmissionRaceTest {

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("echo")
    ConnectionLimiter connectionLimiter;

    @AfterEach
    void shouldHaveAllSlotsBack() throws Exception {
        Eventually.equal(0, connectionLimiter::open);
        assertEquals(CAP, connectionLimiter.free());
    }

    @Test
    void shouldKeepTheCountExactAfterThousandsOfBrokenHandshakes() throws Exception {
        String[] broken = {
            HANDSHAKE.replace("dGhlIHNhbXBsZSBub25jZQ==", "x"),
            HANDSHAKE.replace("Version: 13", "Version: 12"),
            HANDSHAKE.replace("Upgrade: websocket\r\n", ""),
            HANDSHAKE.replace("Connection: Upgrade\r\n", ""),
            HANDSHAKE.replace("GET", "POST"),
            HANDSHAKE.replace("GET /ws", "GET /ws?\\")
        };
        // when: on one connection, one after the other
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            for (int i = 0; i < 2400; i++) {
                int status = client.request(broken[i % broken.length]).status();
                assertTrue(status >= 400 && status < 500, broken[i % broken.length] + status);
                assertEquals(0, connectionLimiter.open());
            }
            assertEquals(101, client.request(HANDSHAKE).status());
        }
        // when: gone before the answer comes, politely and not, or in the middle of the request
        for (int i = 0; i < 600; i++) {
            RawSocket client = RawSocket.connect(root.getPort());
            String request = i % 3 == 0 ? HANDSHAKE.substring(0, 60) : HANDSHAKE;
            client.write(request.getBytes());
            if (i % 2 == 0) {
                client.reset();
            } else {
                client.close();
            }
        }
        awaitThatAllWereSeen();
        // then: see the check after each test
    }

    /** Connections are taken in turn, and each is asked twice: no event loop is behind then. */
    private void awaitThatAllWereSeen() throws Exception {
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            try (RawSocket client = RawSocket.connect(root.getPort())) {
                client.request("GET /capacity HTTP/1.1\r\nHost: localhost\r\n\r\n");
                client.request("GET /capacity HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
        }
    }

    @Test
    void shouldNeverOpenOneTooManyWhileClientsComeAndGo() throws Exception {
        // given
        AtomicInteger upgraded = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Callable<Void> comeAndGo =
                () -> {
                    for (int i = 0; i < 50; i++) {
                        try (RawSocket client = RawSocket.connect(root.getPort())) {
                            RawSocket.Answer answer = client.request(HANDSHAKE);
                            if (answer.status() == 101) {
                                most.accumulateAndGet(upgraded.incrementAndGet(), Math::max);
                                client.text("hi");
                                client.read();
                                upgraded.decrementAndGet();
                            } else {
                                assertEquals(503, answer.status());
                                refused.incrementAndGet();
                            }
                        }
                    }
                    return null;
                };

        // when
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<Void>> ends = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ends.add(threads.submit(comeAndGo));
        }
        for (Future<Void> end : ends) {
            end.get();
        }
        threads.shutdown();

        // then
        assertTrue(most.get() <= CAP, "open at once: " + most);
        assertTrue(refused.get() > 0, "the race never met the cap");
    }
}
