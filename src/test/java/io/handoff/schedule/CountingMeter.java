package io.handoff.schedule;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what the meters would count. */
final class CountingMeter implements ScheduleMeter {

    final AtomicInteger fired = new AtomicInteger();
    final AtomicInteger missed = new AtomicInteger();
    final AtomicLong latest = new AtomicLong();

    @Override
    public void fired(long lateMillis) {
        fired.incrementAndGet();
        latest.accumulateAndGet(lateMillis, Math::max);
    }

    @Override
    public void missed(int runs) {
        missed.addAndGet(runs);
    }
}
