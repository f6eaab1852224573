package io.handoff.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PermitsTest {

    @Test
    void shouldGiveOutAsManyAsTheCapAndTakeThemBack() {
        Permits permits = new Permits(2);
        assertTrue(permits.tryAcquire());
        assertTrue(permits.tryAcquire());
        assertFalse(permits.tryAcquire());
        assertEquals(0, permits.free());
        permits.release();
        assertEquals(1, permits.taken());
        assertTrue(permits.tryAcquire());
    }

    @Test
    void shouldRefuseACapBelowOneAndASecondRelease() {
        assertThrows(IllegalArgumentException.class, () -> new Permits(0));
        assertThrows(IllegalStateException.class, new Permits(1)::release);
    }

    @Test
    void shouldNeverGiveOutOneTooManyUnderARace() throws Exception {
        // given
        Permits permits = new Permits(3);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Void> takeAndGive =
                () -> {
                    for (int i = 0; i < 20_000; i++) {
                        if (permits.tryAcquire()) {
                            most.accumulateAndGet(held.incrementAndGet(), Math::max);
                            held.decrementAndGet();
                            permits.release();
                        }
                    }
                    return null;
                };

        // when
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Void>> ends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ends.add(threads.submit(takeAndGive));
        }
        for (Future<Void> end : ends) {
            end.get();
        }
        threads.shutdown();

        // then
        assertTrue(most.get() <= 3, "held at once: " + most);
        assertEquals(0, permits.taken());
    }
}
