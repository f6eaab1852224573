package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Api;
import io.handoff.Eventually;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.RawSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits that are tried out: reached, counted, and nobody is refused. */
@QuarkusTest
@TestProfile(DryRunTest.OnlyCounted.class)
class DryRunTest {

    public static class OnlyCounted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>();
            settings.put(
                    "handoff.limits.only-counted",
                    "echo-connections,live-connections,live-connections-per-user,"
                            + "live-connections-per-ip,message-size,message-rate,subscriptions,"
                            + "queued-tasks");
            settings.put("handoff.echo.max-connections", "1");
            settings.put("handoff.live.max-connections", "1");
            settings.put("handoff.live.max-connections-per-user", "1");
            settings.put("handoff.live.max-connections-per-ip", "1");
            settings.put("handoff.live.messages-per-second", "1");
            settings.put("handoff.live.message-burst", "1");
            settings.put("handoff.live.max-subscriptions", "1");
            settings.put("handoff.socket.max-message-size", "1K");
            settings.put("handoff.tasks.queue-limit", "1");
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.proxy.trusted-proxies", "192.0.2.1");
            return settings;
        }
    }

    @TestHTTPResource("/")
    URL root;

    @Inject Limits limits;

    @Inject
    @Identifier("live")
    ConnectionLimiter connectionLimiter;

    @BeforeEach
    void awaitThatOthersHaveLeft() {
        Eventually.equal(0, connectionLimiter::open);
    }

    @Test
    void shouldLetLiveConnectionsPass() {
        long connections = limits.count(Limit.LIVE_CONNECTIONS);
        long perAddress = limits.count(Limit.LIVE_CONNECTIONS_PER_IP);
        try (LiveClient first = LiveClient.open(root.getPort(), "?user=alice");
                LiveClient second = LiveClient.open(root.getPort(), "?user=alice")) {
            first.subscribe("room:a");
            second.subscribe("room:a");
            second.subscribe("room:b");
            assertEquals(List.of(), second.untilPong());
        }
        assertEquals(connections + 1, limits.count(Limit.LIVE_CONNECTIONS));
        assertEquals(1, limits.count(Limit.LIVE_CONNECTIONS_PER_USER));
        assertEquals(perAddress + 1, limits.count(Limit.LIVE_CONNECTIONS_PER_IP));
        assertEquals(1, limits.count(Limit.SUBSCRIPTIONS));
        assertEquals(2, limits.count(Limit.MESSAGE_RATE));
        String meters = RestAssured.get("/q/metrics").asString();
        assertEquals(
                1,
                meters.lines()
                        .filter(
                                line ->
                                        line.equals(
                                                "handoff_limits_reached_total{enforced=\"false\","
                                                        + "limit=\"subscriptions\"} 1.0"))
                        .count(),
                meters);
    }

    /** The proxy that is trusted is another one. */
    @Test
    void shouldNotBelieveAStrangerWhomItForwards() {
        long before = limits.count(Limit.LIVE_CONNECTIONS_PER_IP);
        try (LiveClient first = LiveClient.forwarded(root.getPort(), "10.1.1.1");
                LiveClient second = LiveClient.forwarded(root.getPort(), "10.1.1.2")) {
            first.untilPong();
            second.untilPong();
        }
        assertEquals(before + 1, limits.count(Limit.LIVE_CONNECTIONS_PER_IP));
    }

    @Test
    void shouldLetEchoesPass() throws Exception {
        try (RawSocket first = RawSocket.open(root.getPort());
                RawSocket second = RawSocket.open(root.getPort())) {
            first.text("hi");
            assertEquals("You said: hi", first.read().text());
            String large = "x".repeat(1500);
            second.text(large);
            assertEquals("You said: " + large, second.read().text());
        }
        assertEquals(1, limits.count(Limit.ECHO_CONNECTIONS));
        assertEquals(1, limits.count(Limit.MESSAGE_SIZE));
    }

    @Test
    void shouldLetTasksQueue() {
        for (int i = 0; i < 3; i++) {
            Api.id(Api.json("{'kind':'flaky','payload':{},'delay':3600}").post("/tasks"));
        }
        assertEquals(2, limits.count(Limit.QUEUED_TASKS));
    }
}
