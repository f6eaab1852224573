package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.Latches;
import io.handoff.Stages;
import io.handoff.audit.Audit;
import io.handoff.bulk.BulkWorker;
import io.handoff.event.Channels;
import io.handoff.event.Event;
import io.handoff.task.ATask;
import io.handoff.task.NewTask;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
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

    private EngineFixture engineFixture;

    @Test
    void shouldGoThroughPagesWithoutMissingAny() {
        engineFixture = engine(run -> {});
        fill();

        Task bulk = engineFixture.end(bulk("{\"action\":\"retry\"}"));

        assertEquals("{\"matched\":2500,\"changed\":2500,\"skipped\":0}", bulk.outcome().result());
        assertEquals(0, count(TaskState.DEAD));
        bulk = engineFixture.end(bulk("{\"action\":\"discard\",\"state\":\"dead\"}"));
        assertEquals("{\"matched\":0,\"changed\":0,\"skipped\":0}", bulk.outcome().result());
        engineFixture.close();
    }

    @Test
    void shouldGoOnAfterARestart() {
        CountDownLatch some = new CountDownLatch(500);
        engineFixture = engine(run -> some.countDown());
        fill();
        String id = bulk("{\"action\":\"retry\"}");
        Latches.pass(some);
        engineFixture.close();

        engineFixture = engine(run -> {});
        engineFixture.parts.join();
        // Where the end interrupted a read, the attempt counts as failed and is tried again later.
        engineFixture.clock.forward(Duration.ofSeconds(2));
        Task bulk = engineFixture.end(id);

        assertEquals(TaskState.SUCCEEDED, bulk.state());
        assertTrue(
                bulk.attempts().number() > 1,
                "it was to be interrupted: " + bulk.outcome().result());
        assertEquals(0, count(TaskState.DEAD));
        assertEquals(List.of("tasks.bulk"), audited());
        engineFixture.close();
    }

    @Test
    void shouldStopWhereItIsCancelled() {
        CountDownLatch some = new CountDownLatch(500);
        engineFixture = engine(run -> some.countDown());
        fill();
        String id = bulk("{\"action\":\"retry\"}");
        Latches.pass(some);

        Stages.value(engineFixture.taskEngine.cancel(id));

        assertEquals(TaskState.CANCELLED, engineFixture.end(id).state());
        long left = count(TaskState.DEAD);
        assertTrue(left > 0 && left <= MANY - 500, left + " are left");
        engineFixture.close();
    }

    /** Only one unfinished task may have the key: the others stay as they are. */
    @Test
    void shouldPassOverWhatCannotBeChanged() {
        Gate gate = Gate.polite();
        engineFixture = engine(gate);
        accept(ATask.in(TaskState.DEAD).uniqueKey("k"));
        accept(ATask.in(TaskState.DEAD).uniqueKey("k"));
        Task bulk = engineFixture.end(bulk("{\"action\":\"retry\"}"));

        assertEquals("{\"matched\":2,\"changed\":1,\"skipped\":1}", bulk.outcome().result());
        gate.open();
        engineFixture.close();
    }

    private EngineFixture engine(FakeWorkers.Work process) {
        FakeWorkers workers = new FakeWorkers().with("process", process);
        EngineFixture made = new EngineFixture(directory, workers, "timeout", "5m");
        ObjectMapper json = new ObjectMapper();
        Audit audit = new Audit(made.file, made.bus, json, made.clock);
        BulkWorker bulk = new BulkWorker(made.taskEngine, made.file, audit);
        workers.with("bulk", bulk::on);
        return made;
    }

    private String bulk(String payload) {
        return engineFixture.accept(NewTask.of("bulk", payload, "adam", null, null));
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
        return engineFixture.file.accept(new Submission(task.build(), null));
    }

    private long count(TaskState state) {
        return engineFixture.file.count(new TaskQuery(state, null, null, null, 10_000));
    }

    private List<String> audited() {
        return engineFixture.file.read(Channels.AUDIT, 0, 10).events().stream()
                .map(Event::type)
                .toList();
    }
}
