package io.handoff.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until somebody moves it. */
final class SettableClock implements InstantSource {

    private volatile Instant now = Instant.parse("2030-01-31T08:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
