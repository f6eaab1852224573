package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy of compose.yaml upgrades sockets, and passes events on as they come. */
class ProxyTest {
    private final NginxConfig config = NginxConfig.read(Path.of("compose/nginx.conf"));
    private final NginxConfig server = config.one("server");

    ProxyTest() throws IOException {}

    @Test
    void shouldUpgradeWebSockets() {
        assertEquals("1.1", server.value("proxy_http_version").orElseThrow());
        assertEquals("$http_upgrade", headers().get("Upgrade"));
        assertEquals("$connection_upgrade", headers().get("Connection"));
        assertEquals("upgrade", config.one("map").value("default").orElseThrow());
    }

    @Test
    void shouldTellTheReplicaWhomTheClientAskedAndWhoItIs() {
        // Without its port, the browser's Origin would be a foreign one.
        assertEquals("$http_host", headers().get("Host"));
        assertEquals("$remote_addr", headers().get("X-Forwarded-For"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/live", "/channels/room:a/events", "/process"})
    void shouldKeepHeadersAndBufferNothing(String path) {
        NginxConfig location = server.location(path);

        // One header of its own and a location inherits none of the server's.
        assertEquals(0, location.all("proxy_set_header").count());
        assertEquals(0, location.all("proxy_buffering").count());
        assertEquals("off", server.value("proxy_buffering").orElseThrow());
        assertEquals("http://handoff", location.value("proxy_pass").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"/ws, 50", "/ws/live, 50", "/channels/room:a/events, 30", "/tasks/x, 30"})
    void shouldOutwaitTheSilenceOfALivingConnection(String path, int seconds) {
        String timeout =
                server.location(path)
                        .value("proxy_read_timeout")
                        .or(() -> server.value("proxy_read_timeout"))
                        .orElseThrow();

        assertTrue(Integer.parseInt(timeout.replace("s", "")) > seconds, timeout);
    }

    @Test
    void shouldLeadToAllReplicas() {
        NginxConfig upstream = config.one("upstream");

        assertEquals("upstream handoff", String.join(" ", upstream.words()));
        assertEquals("handoff:8080 resolve", upstream.value("server").orElseThrow());
        assertTrue(config.value("resolver").orElseThrow().startsWith("127.0.0.11"));
    }

    private Map<String, String> headers() {
        return server.all("proxy_set_header")
                .collect(Collectors.toMap(h -> h.words().get(1), h -> h.words().get(2)));
    }
}
