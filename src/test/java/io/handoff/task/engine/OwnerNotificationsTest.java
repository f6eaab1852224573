package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.bus.BusMessage.Published;
import io.handoff.event.Event;
import io.handoff.task.NewTask;
import io.handoff.task.worker.PermanentFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alice, whose tasks these are, hears of their ends. */
class OwnerNotificationsTest {

    private static final String CHANNEL = "user:alice";

    @TempDir Path directory;

    private final FakeWorkers workers =
            new FakeWorkers()
                    .with("good", run -> {})
                    .with(
                            "bad",
                            run -> {
                                throw new PermanentFailure("no \"paper\"");
                            })
                    .with(
                            "flaky",
                            run -> {
                                if (run.attempt() == 1) {
                                    throw new IOException("once");
                                }
                            });
    private EngineFixture engineFixture;

    @AfterEach
    void stop() {
        engineFixture.close();
    }

    @Test
    void shouldCommitTheEndAndItsNotificationTogether() {
        Gate gate = Gate.polite();
        engineFixture = new EngineFixture(directory, workers.with("gate", gate));
        String id = engineFixture.accept("gate");
        gate.awaitEntered();
        // Looked at on the store's thread: nothing else is committed meanwhile.
        List<String> commits = new CopyOnWriteArrayList<>();
        engineFixture.store.afterMoves(
                () -> commits.add(engineFixture.find(id).state() + ", told " + told().size()));

        gate.open();
        engineFixture.end(id);

        assertEquals(List.of("SUCCEEDED, told 1"), commits);
    }

    @Test
    void shouldTellOfEachEnd() {
        engineFixture = new EngineFixture(directory, workers);
        var heard = new LinkedBlockingQueue<Event>();
        engineFixture.bus.listen(Published.class, message -> heard.add(message.event()));

        String good = engineFixture.accept("good");
        engineFixture.end(good);
        String bad = engineFixture.accept("bad");
        engineFixture.end(bad);

        List<Event> told = told();
        assertEquals(List.of("task", "task"), told.stream().map(Event::type).toList());
        assertEquals(
                "{\"id\":\"%s\",\"kind\":\"good\",\"state\":\"succeeded\",\"task\":\"/tasks/%s\"}"
                        .formatted(good, good),
                told.get(0).data());
        assertTrue(
                told.get(1).data().endsWith("\"error\":\"PermanentFailure: no \\\"paper\\\"\"}"),
                told.get(1).data());
        assertEquals(
                told, heard.stream().filter(event -> event.channel().equals(CHANNEL)).toList());
    }

    @Test
    void shouldNotTellOfAnAttemptThatIsTriedAgain() {
        engineFixture = new EngineFixture(directory, workers);
        String id = engineFixture.accept("flaky");
        engineFixture.settled();
        assertEquals(List.of(), told());

        engineFixture.clock.forward(Duration.ofSeconds(2));
        engineFixture.end(id);

        assertEquals(1, told().size());
    }

    @Test
    void shouldTellOnlyOfFailuresWhereTheSettingsSaySo() {
        engineFixture = new EngineFixture(directory, workers, "tell-owner", "failures");

        engineFixture.end(engineFixture.accept("good"));
        engineFixture.end(engineFixture.accept("bad"));

        assertEquals(1, told().size());
    }

    @Test
    void shouldLetAKindDiffer() {
        engineFixture = new EngineFixture(directory, workers, "kinds.good.tell-owner", "never");

        engineFixture.end(engineFixture.accept("good"));
        engineFixture.end(engineFixture.accept("bad"));

        assertEquals(1, told().size());
    }

    @Test
    void shouldTellGuestsNothing() {
        engineFixture = new EngineFixture(directory, workers);
        NewTask wanted = NewTask.of("good", "{}", "guest", null, null);

        engineFixture.end(engineFixture.accept(wanted));

        assertEquals(0, engineFixture.file.read("user:guest", 0, 10).last());
    }

    private List<Event> told() {
        return engineFixture.file.read(CHANNEL, 0, 10).events();
    }
}
