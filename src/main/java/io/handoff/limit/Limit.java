package io.handoff.limit;

import java.util.Locale;

/** Everything that is bounded, by the name under which it is counted and can be only counted. */
public enum Limit {
    ECHO_CONNECTIONS,
    LIVE_CONNECTIONS,
    LIVE_CONNECTIONS_PER_USER,
    LIVE_CONNECTIONS_PER_IP,
    /** Bytes of one message; only counted up to twice of it, which the decoder's buffer has. */
    MESSAGE_SIZE,
    MESSAGE_RATE,
    /** What a slow reader leaves; only counted up to eight times of it, as it is memory. */
    UNSENT,
    PONG,
    SUBSCRIPTIONS,
    QUEUED_TASKS,
    SCHEDULES,
    SCHEDULES_PER_OWNER,
    /** Always enforced: the server reads no more. */
    BODY_SIZE;

    /** The name in settings and meters, {@code message-rate} say. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
