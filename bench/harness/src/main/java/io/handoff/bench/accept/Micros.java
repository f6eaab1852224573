package io.handoff.bench.accept;

import java.time.Instant;

/** Wall-clock time, which two processes of one machine share. */
public final class Micros {

    private Micros() {}

    public static long now() {
        return of(Instant.now());
    }

    public static long of(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
