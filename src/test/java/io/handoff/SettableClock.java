package io.handoff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when a test says so. */
public final class SettableClock implements InstantSource {

    public static final Instant START = Instant.parse("2030-01-31T08:00:00Z");

    private final AtomicLong millis = new AtomicLong(START.toEpochMilli());

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    public void forward(Duration time) {
        millis.addAndGet(time.toMillis());
    }
}
