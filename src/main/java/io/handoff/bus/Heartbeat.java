package io.handoff.bus;

/**
 * The messages that a bus sends itself over one wire: a subscription that was lost in silence looks
 * like a channel on which nothing happens. Thread-safe; beats are made by one thread.
 */
final class Heartbeat {

    private final BusTimings busTimings;
    private long nextAt;
    private volatile long heardAt = System.nanoTime();
    private volatile double lagSeconds;
    private volatile boolean heard;

    Heartbeat(BusTimings busTimings) {
        this.busTimings = busTimings;
    }

    /** The wire is there: the first beat is due. */
    void begin() {
        nextAt = System.nanoTime();
        heardAt = nextAt;
    }

    /** Nanoseconds until the next beat is to be sent; 0 or less when it is due. */
    long untilDue() {
        return nextAt - System.nanoTime();
    }

    /** What to send now: the time, for {@link #heard}. */
    String beat() {
        long now = System.nanoTime();
        nextAt = now + busTimings.beat().toNanos();
        return Long.toString(now);
    }

    void heard(String beat) {
        long now = System.nanoTime();
        lagSeconds = (now - Long.parseLong(beat)) / 1e9;
        heardAt = now;
        heard = true;
    }

    /** Whether nothing came back for too long. */
    boolean silent() {
        return System.nanoTime() - heardAt > busTimings.silence().toNanos();
    }

    BusStatus busStatus() {
        return new BusStatus(heard && !silent(), lagSeconds);
    }
}
