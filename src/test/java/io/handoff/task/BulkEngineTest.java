package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.Latches;
import io.handoff.Stages;
import io.handoff.audit.Audit;
import io.handoff.bulk.BulkWorker;
import io.handoff.store.ATask;
import io.handoff.store.Channels;
import io.handoff.store.Event;
import io.handoff.store.Submission;
import io.handoff.store.Task;
import io.handoff.store.TaskQuery;
import io.handoff.store.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many tasks at once, and what comes between. */
class BulkEngineTest {

    private static final int MANY = 2_500;

    @TempDir Path directory;

    private Engine engine;

    @Test
    void shouldGoThroughPagesWithoutMissingAny() {
        engine = engine(run -> {});
        fill();

        Task bulk = engine.end(bulk("{\"action\":\"retry\"}"));

        assertEquals("{\"matched\":2500,\"changed\":2500,\"skipped\":0}", bulk.result());
        assertEquals(0, count(TaskState.DEAD));
        bulk = engine.end(bulk("{\"action\":\"discard\",\"state\":\"dead\"}"));
        assertEquals("{\"matched\":0,\"changed\":0,\"skipped\":0}", bulk.result());
        engine.close();
    }

    @Test
    void shouldGoOnAfterARestart() {
        CountDownLatch some = new CountDownLatch(500);
        engine = engine(run -> some.countDown());
        fill();
        String id = bulk("{\"action\":\"retry\"}");
        Latches.pass(some);
        engine.close();

        engine = engine(run -> {});
        engine.tasks.rescue();
        Task bulk = engine.end(id);

        assertEquals(TaskState.SUCCEEDED, bulk.state());
        assertTrue(bulk.attempt() > 1, "it was to be interrupted: " + bulk.result());
        assertEquals(0, count(TaskState.DEAD));
        assertEquals(List.of("tasks.bulk"), audited());
        engine.close();
    }

    @Test
    void shouldStopWhereItIsCancelled() {
        CountDownLatch some = new CountDownLatch(500);
        engine = engine(run -> some.countDown());
        fill();
        String id = bulk("{\"action\":\"retry\"}");
        Latches.pass(some);

        Stages.value(engine.tasks.cancel(id));

        assertEquals(TaskState.CANCELLED, engine.end(id).state());
        long left = count(TaskState.DEAD);
        assertTrue(left > 0 && left <= MANY - 500, left + " are left");
        engine.close();
    }

    /** Only one unfinished task may have the key: the others stay as they are. */
    @Test
    void shouldPassOverWhatCannotBeChanged() {
        Gate gate = Gate.polite();
        engine = engine(gate);
        accept(ATask.in(TaskState.DEAD).uniqueKey("k"));
        accept(ATask.in(TaskState.DEAD).uniqueKey("k"));
        Task bulk = engine.end(bulk("{\"action\":\"retry\"}"));

        assertEquals("{\"matched\":2,\"changed\":1,\"skipped\":1}", bulk.result());
        gate.open();
        engine.close();
    }

    private Engine engine(FakeWorkers.Work process) {
        FakeWorkers workers = new FakeWorkers().with("process", process);
        Engine made = new Engine(directory, workers, "timeout", "5m");
        ObjectMapper json = new ObjectMapper();
        Audit audit = new Audit(made.file, made.bus, json, made.clock);
        BulkWorker bulk = new BulkWorker(made.tasks, made.file, audit);
        workers.with("bulk", bulk::on);
        return made;
    }

    private String bulk(String payload) {
        return engine.accept(NewTask.of("bulk", payload, "adam", null, null));
    }

    private void fill() {
        IntStream.range(0, MANY)
                .mapToObj(i -> submit(ATask.in(TaskState.DEAD)))
                .toList()
                .forEach(Stages::value);
    }

    private void accept(ATask task) {
        Stages.value(submit(task));
    }

    private CompletionStage<?> submit(ATask task) {
        return engine.file.accept(new Submission(task.build(), null));
    }

    private long count(TaskState state) {
        return engine.file.count(new TaskQuery(state, null, null, null, 10_000));
    }

    private List<String> audited() {
        return engine.file.read(Channels.AUDIT, 0, 10).events().stream().map(Event::type).toList();
    }
}
