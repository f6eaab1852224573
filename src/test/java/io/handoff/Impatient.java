package io.handoff;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * A service with short deadlines, behind a trusted proxy: the test. One profile for both, because
 * each costs a start.
 */
public class Impatient implements QuarkusTestProfile {

    public static final int LIVE_CONNECTIONS_PER_IP = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        settings.put("handoff.socket.ping-interval", "300ms");
        settings.put("handoff.socket.pong-timeout", "1s");
        settings.put("handoff.socket.stall-timeout", "700ms");
        settings.put("handoff.socket.close-timeout", "300ms");
        settings.put("quarkus.http.idle-timeout", "500ms");
        settings.put(
                "handoff.live.max-connections-per-ip", String.valueOf(LIVE_CONNECTIONS_PER_IP));
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        settings.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        return settings;
    }
}
