package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private final SettableClock clock = new SettableClock();
    private final AtomicLong nanos = new AtomicLong();
    private final ClockWatch watch = new ClockWatch(clock, nanos::get);

    @BeforeEach
    void shouldNotKnowWhatWasBefore() {
        assertTrue(watch.wasSetBack());
        assertFalse(watch.wasSetBack());
    }

    @Test
    void shouldNoticeThatTheClockWasSetBack() {
        clock.forward(Duration.ofDays(1));
        assertFalse(watch.wasSetBack());
        pass(Duration.ofSeconds(8));
        assertFalse(watch.wasSetBack());

        clock.forward(Duration.ofDays(-1));

        assertTrue(watch.wasSetBack());
        assertFalse(watch.wasSetBack());
    }

    @Test
    void shouldNoticeSmallStepsThatAddUp() {
        clock.forward(Duration.ofMillis(-600));
        assertFalse(watch.wasSetBack());

        clock.forward(Duration.ofMillis(-600));

        assertTrue(watch.wasSetBack());
    }

    @Test
    void shouldNotMindTimeThatPasses() {
        pass(Duration.ofDays(400));

        assertFalse(watch.wasSetBack());
    }

    private void pass(Duration time) {
        clock.forward(time);
        nanos.addAndGet(time.toNanos());
    }
}
