package io.handoff.socket;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import java.time.Duration;

/**
 * The settings of all WebSockets, checked and in the units of the hot path: bytes and nanoseconds.
 */
public record SocketLimits(
        int maxMessageBytes,
        int maxUnsentBytes,
        int maxUnsentMessages,
        int sendBufferBytes,
        long stallNanos,
        long pingNanos,
        long pongNanos,
        long closeNanos) {

    /**
     * @throws ConfigurationException that names the invalid setting
     */
    public static SocketLimits of(SocketSettings settings) {
        return new SocketLimits(
                bytes("max-message-size", settings.maxMessageSize(), 125),
                bytes("max-unsent-size", settings.maxUnsentSize(), 1024),
                atLeastOne("max-unsent-messages", settings.maxUnsentMessages()),
                bytes("send-buffer-size", settings.sendBufferSize(), 4096),
                nanos("stall-timeout", settings.stallTimeout()),
                nanos("ping-interval", settings.pingInterval()),
                nanos("pong-timeout", settings.pongTimeout()),
                nanos("close-timeout", settings.closeTimeout()));
    }

    /** How often the deadlines are checked: a quarter of the shortest, from 10 ms to 1 s. */
    long tickNanos() {
        long shortest = Math.min(Math.min(stallNanos, closeNanos), Math.min(pingNanos, pongNanos));
        return Math.max(10_000_000L, Math.min(1_000_000_000L, shortest / 4));
    }

    private static int bytes(String name, MemorySize size, int least) {
        long bytes = size.asLongValue();
        if (bytes < least || bytes > 1 << 29) {
            throw invalid(name, bytes, "between " + least + " bytes and 512 MiB");
        }
        return (int) bytes;
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw invalid(name, value, "at least 1");
        }
        return value;
    }

    private static long nanos(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw invalid(name, value, "positive");
        }
        return value.toNanos();
    }

    private static ConfigurationException invalid(String name, Object value, String wanted) {
        return new ConfigurationException(
                "handoff.socket." + name + " must be " + wanted + ", not " + value + ".");
    }
}
