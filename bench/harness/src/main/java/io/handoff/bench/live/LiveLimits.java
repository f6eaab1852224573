package io.handoff.bench.live;

import java.util.HashMap;
import java.util.Map;

/** Settings for a crowd that comes from one address: each client in use is one of these. */
public final class LiveLimits {

    public static final int PLENTY = 100_000;

    private LiveLimits() {}

    /** Only the cap for the whole node stays, at that number. */
    public static Map<String, String> crowd(int cap) {
        Map<String, String> settings = new HashMap<>();
        settings.put("HANDOFF_LIVE_MAX_CONNECTIONS", String.valueOf(cap));
        settings.put("HANDOFF_LIVE_MAX_CONNECTIONS_PER_IP", String.valueOf(PLENTY));
        settings.put("HANDOFF_LIVE_MAX_CONNECTIONS_PER_USER", String.valueOf(PLENTY));
        return settings;
    }

    /** The same, and one connection may speak as fast as it can. */
    public static Map<String, String> loudCrowd(int cap) {
        Map<String, String> settings = crowd(cap);
        settings.put("HANDOFF_LIVE_MESSAGES_PER_SECOND", "1000000");
        settings.put("HANDOFF_LIVE_MESSAGE_BURST", "1000000");
        return settings;
    }
}
