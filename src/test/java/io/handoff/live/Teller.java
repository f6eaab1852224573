package io.handoff.live;

import io.handoff.Latches;
import io.handoff.task.worker.Kind;
import io.handoff.task.worker.TaskRun;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Work that tells how far it is, and ends when it is let. */
@Singleton
public class Teller {

    private final Map<String, CountDownLatch> released = new ConcurrentHashMap<>();

    void on(@ObservesAsync @Kind("telling") TaskRun run) {
        run.progress(40, "half of it, nearly");
        Latches.pass(latch(run.id()));
    }

    void release(String id) {
        latch(id).countDown();
    }

    private CountDownLatch latch(String id) {
        return released.computeIfAbsent(id, key -> new CountDownLatch(1));
    }
}
