package io.handoff.limit;

import java.util.Locale;

/** All limits, by the names under which they are counted and can be switched to count only. */
public enum Limit {
    ECHO_CONNECTIONS,
    LIVE_CONNECTIONS,
    LIVE_CONNECTIONS_PER_USER,
    LIVE_CONNECTIONS_PER_IP,
    /** Bytes of one message; enforced from twice that size even where it is only counted. */
    MESSAGE_SIZE,
    MESSAGE_RATE,
    /** What a slow reader leaves unread; enforced from eight times even where only counted. */
    UNSENT,
    PONG,
    SUBSCRIPTIONS,
    QUEUED_TASKS,
    SCHEDULES,
    SCHEDULES_PER_OWNER,
    /** Always enforced: the server itself reads no more. */
    BODY_SIZE;

    /** The name in settings and metrics, for example {@code message-rate}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
