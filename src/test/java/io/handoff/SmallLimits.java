package io.handoff;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * A service whose limits are soon reached, which has no demo and sits behind a trusted proxy: the
 * test. One profile for all tests of limits, because each costs a start.
 */
public class SmallLimits implements QuarkusTestProfile {

    public static final int ECHO_CONNECTIONS = 5;
    public static final int LIVE_CONNECTIONS = 7;
    public static final int LIVE_CONNECTIONS_PER_IP = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        settings.put("handoff.demo.enabled", "false");
        settings.put("handoff.tasks.slots", "1");
        settings.put("handoff.tasks.queue-limit", "3");
        settings.put("handoff.schedules.per-owner", "2");
        settings.put("handoff.schedules.limit", "3");
        settings.put("handoff.echo.max-connections", String.valueOf(ECHO_CONNECTIONS));
        settings.put("handoff.live.max-connections", String.valueOf(LIVE_CONNECTIONS));
        settings.put(
                "handoff.live.max-connections-per-ip", String.valueOf(LIVE_CONNECTIONS_PER_IP));
        settings.put("handoff.live.max-connections-per-user", "2");
        settings.put("handoff.live.max-subscriptions", "3");
        settings.put("handoff.live.messages-per-second", "1");
        settings.put("handoff.live.message-burst", "10");
        settings.put("handoff.live.max-refused-messages", "20");
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        settings.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        return settings;
    }
}
