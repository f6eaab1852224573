package io.handoff.bus;

/**
 * Detects a dead connection by the heartbeats that a bus sends itself: without them a subscription
 * that the server lost looks like a quiet channel. Thread-safe; one thread sends.
 */
final class HeartbeatMonitor {

    private final BusTimings busTimings;
    private long nextAt;
    private volatile long receivedAt = System.nanoTime();
    private volatile double lagSeconds;
    private volatile boolean received;

    HeartbeatMonitor(BusTimings busTimings) {
        this.busTimings = busTimings;
    }

    /** The connection is open: the first heartbeat is due. */
    void start() {
        nextAt = System.nanoTime();
        receivedAt = nextAt;
    }

    /** Nanoseconds until the next heartbeat is due; 0 or less if it is due now. */
    long untilDue() {
        return nextAt - System.nanoTime();
    }

    /** The heartbeat to send now. */
    Heartbeat next(boolean messagesLost) {
        long now = System.nanoTime();
        nextAt = now + busTimings.heartbeat().toNanos();
        return new Heartbeat(now, messagesLost);
    }

    /** Takes one of this bus's own heartbeats. */
    void received(Heartbeat heartbeat) {
        long now = System.nanoTime();
        lagSeconds = (now - heartbeat.sentAt()) / 1e9;
        receivedAt = now;
        received = true;
    }

    boolean timedOut() {
        return System.nanoTime() - receivedAt > busTimings.timeout().toNanos();
    }

    BusStatus busStatus() {
        return new BusStatus(received && !timedOut(), lagSeconds);
    }
}
