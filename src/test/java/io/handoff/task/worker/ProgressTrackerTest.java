package io.handoff.task.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.bus.BusMessage.Published;
import io.handoff.event.Event;
import io.handoff.task.TaskState;
import io.handoff.task.engine.EngineFixture;
import io.handoff.task.engine.FakeWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that says what the test tells it to, and who listens to its task. */
class ProgressTrackerTest {

    private static final String END = "end";

    @TempDir Path directory;

    private final SynchronousQueue<String> said = new SynchronousQueue<>();
    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private EngineFixture engineFixture;
    private String id;

    @BeforeEach
    void start() {
        FakeWorkers workers = new FakeWorkers().with("work", this::work);
        engineFixture = new EngineFixture(directory, workers);
        engineFixture.bus.listen(
                Published.class,
                message -> {
                    if (message.event().channel().equals("task:" + id)) {
                        heard.add(message.event());
                    }
                });
        id = engineFixture.accept("work");
    }

    @AfterEach
    void stop() {
        engineFixture.close();
    }

    @Test
    void shouldStoreTheFirstAndThenNotBeforeASecondHasPassed() throws Exception {
        say("10 first");
        assertEquals("{\"percent\":10,\"note\":\"first\"}", next(true).data());

        say("20 second");
        assertEquals("{\"percent\":20,\"note\":\"second\"}", next(false).data());
        assertEquals(10, engineFixture.find(id).outcome().progress().percent());

        engineFixture.clock.forward(Duration.ofSeconds(1));
        assertEquals("{\"percent\":20,\"note\":\"second\"}", next(true).data());
        assertEquals(20, engineFixture.find(id).outcome().progress().percent());
        assertEquals("second", engineFixture.find(id).outcome().progress().note());
    }

    @Test
    void shouldTellTheNewestAtTheEnd() throws Exception {
        say("10 first");
        next(true);
        say("99 last");
        say(END);
        assertEquals(TaskState.SUCCEEDED, engineFixture.end(id).state());

        List<Event> stored = engineFixture.file.read("task:" + id, 0, 10).events();
        assertEquals(
                List.of("queued", "running", "progress", "progress", "succeeded"),
                stored.stream().map(Event::type).toList());
        assertEquals("{\"percent\":99,\"note\":\"last\"}", stored.get(3).data());
        List<Event> live = heard.stream().filter(event -> !event.ephemeral()).toList();
        assertEquals(stored.subList(3, 5), live);
    }

    @Test
    void shouldKeepTheNewestOfAnAttemptThatFailed() throws Exception {
        say("10 first");
        next(true);
        say("55 nearly");
        say("fail");

        assertEquals(TaskState.SCHEDULED, engineFixture.settled().state());
        assertEquals(55, engineFixture.find(id).outcome().progress().percent());
    }

    @Test
    void shouldGoOnWhileTheStoreTakesNothing() throws Exception {
        engineFixture.store.failWrites();
        say("10 first");
        io.handoff.Latches.pass(engineFixture.store.failed());
        engineFixture.store.work();

        assertEquals("{\"percent\":10,\"note\":\"first\"}", next(true).data());
        say(END);

        assertEquals(TaskState.SUCCEEDED, engineFixture.end(id).state());
        assertEquals(4, engineFixture.find(id).history().seq());
    }

    @Test
    void shouldBringNonsenseIntoBounds() throws Exception {
        say("1000 " + "x".repeat(300));

        String data = next(true).data();
        assertTrue(data.startsWith("{\"percent\":100,"), data);
        assertEquals(200, engineFixture.find(id).outcome().progress().note().length());
    }

    private void work(TaskRun run) throws Exception {
        for (String word = said.take(); !word.equals(END); word = said.take()) {
            if (word.equals("fail")) {
                throw new IllegalStateException("a test wants it");
            }
            String[] parts = word.split(" ", 2);
            run.progress(Integer.parseInt(parts[0]), parts[1]);
        }
    }

    private void say(String word) throws InterruptedException {
        assertTrue(said.offer(word, 20, TimeUnit.SECONDS), "the worker does not listen");
    }

    private Event next(boolean stored) throws InterruptedException {
        for (Event event = poll(); ; event = poll()) {
            if (event.type().equals("progress") && event.ephemeral() != stored) {
                return event;
            }
        }
    }

    private Event poll() throws InterruptedException {
        Event event = heard.poll(20, TimeUnit.SECONDS);
        assertTrue(event != null, "nothing was told");
        return event;
    }
}
