package io.handoff.periodic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Latches;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicJobsTest {

    private static final Duration SHORT = Duration.ofMillis(5);

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final PeriodicJobs jobs = new PeriodicJobs(workers);

    @AfterEach
    void close() {
        jobs.close();
        workers.shutdownNow();
    }

    @Test
    void shouldRunAgainAndAgain() {
        CountDownLatch runs = new CountDownLatch(3);
        jobs.begin();

        jobs.every(SHORT, "a test", runs::countDown);

        Latches.pass(runs);
    }

    @Test
    void shouldRunAgainAfterAFailure() {
        CountDownLatch runs = new CountDownLatch(3);
        jobs.every(
                SHORT,
                "a test",
                () -> {
                    runs.countDown();
                    throw new IllegalStateException("This failure is wanted");
                });

        jobs.begin();

        Latches.pass(runs);
    }

    /** A second job proves that time passed. */
    @Test
    void shouldNotBeginBeforeItIsAllowed() {
        AtomicInteger early = new AtomicInteger();
        jobs.every(SHORT, "a test", early::incrementAndGet);
        PeriodicJobs others = new PeriodicJobs(workers);
        CountDownLatch passed = new CountDownLatch(3);
        others.every(SHORT, "another", passed::countDown);
        others.begin();

        Latches.pass(passed);

        assertEquals(0, early.get());
        others.close();
    }

    @Test
    void shouldLeaveOutRunsWhileOneGoesOn() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch passed = new CountDownLatch(3);
        CountDownLatch again = new CountDownLatch(2);
        jobs.every(
                SHORT,
                "slow",
                () -> {
                    most.accumulateAndGet(together.incrementAndGet(), Math::max);
                    begun.countDown();
                    Latches.pass(release);
                    again.countDown();
                    together.decrementAndGet();
                });
        jobs.begin();
        Latches.pass(begun);
        jobs.every(SHORT, "quick", passed::countDown);

        Latches.pass(passed);
        release.countDown();
        Latches.pass(again);

        assertEquals(1, most.get());
        assertTrue(again.getCount() == 0);
    }
}
