package io.handoff;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * A service whose limits are soon reached, and which has no demo. One profile for all tests of
 * limits, because each costs a start.
 */
public class SmallLimits implements QuarkusTestProfile {

    public static final int ECHO_CONNECTIONS = 5;
    public static final int LIVE_CONNECTIONS = 7;

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
        settings.put("handoff.live.max-connections-per-user", "2");
        settings.put("handoff.live.max-subscriptions", "3");
        settings.put("handoff.live.messages-per-second", "1");
        settings.put("handoff.live.message-burst", "10");
        settings.put("handoff.live.max-refused-messages", "20");
        return settings;
    }
}
