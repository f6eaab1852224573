package io.handoff.task.api;

import io.handoff.Latches;
import io.handoff.task.worker.Kind;
import io.handoff.task.worker.PermanentFailure;
import io.handoff.task.worker.TaskRun;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.MDC;

/** Workers that behave as tests need it. */
@Singleton
public class TestWorkers {

    private final Map<String, CountDownLatch> started = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> released = new ConcurrentHashMap<>();
    private final List<String> order = new CopyOnWriteArrayList<>();

    record Flaky(int failures) {}

    /** Fails as often as its payload says. */
    void flaky(@ObservesAsync @Kind("flaky") TaskRun run) throws IOException {
        if (run.attempt() <= run.payload(Flaky.class).failures()) {
            throw new IOException("attempt " + run.attempt() + " failed");
        }
        run.result(Map.of("attempt", run.attempt()));
    }

    /** Fails always; the settings give it two attempts. */
    void limited(@ObservesAsync @Kind("limited") TaskRun run) {
        throw new IllegalStateException("always");
    }

    /** Goes on when it is released, and listens to interrupts. */
    void slow(@ObservesAsync @Kind("slow") TaskRun run) throws InterruptedException {
        order.add(run.id());
        latch(started, run.id()).countDown();
        latch(released, run.id()).await();
    }

    /** Says how far it is. */
    void steps(@ObservesAsync @Kind("steps") TaskRun run) {
        run.progress(42, "resizing");
        run.progress(80, "packing");
        run.result("done");
    }

    void poison(@ObservesAsync @Kind("poison") TaskRun run) {
        if (run.attempt() == 1) {
            throw new PermanentFailure("hopeless");
        }
    }

    /** Tells what it sees around it. */
    void context(@ObservesAsync @Kind("context") TaskRun run) {
        run.result(
                Map.of(
                        "taskId", String.valueOf(MDC.get("taskId")),
                        "traceId", String.valueOf(MDC.get("traceId")),
                        "spanId", String.valueOf(MDC.get("spanId")),
                        "traceparent", String.valueOf(run.traceparent()),
                        "owner", run.owner()));
    }

    /** Returns when the slow task runs. */
    public void awaitStart(String id) {
        Latches.pass(latch(started, id));
    }

    public void release(String id) {
        latch(released, id).countDown();
    }

    /** The slow tasks in the order of their starts. */
    public List<String> order() {
        return order;
    }

    private static CountDownLatch latch(Map<String, CountDownLatch> of, String id) {
        return of.computeIfAbsent(id, key -> new CountDownLatch(1));
    }
}
