package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.store.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alice, whose tasks these are, hears of their ends. */
class OwnerNewsTest {

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
    private Engine engine;

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void shouldTellOfEachEndInTheSameCommit() {
        engine = new Engine(directory, workers);
        var heard = new LinkedBlockingQueue<Event>();
        engine.bus.listen(heard::add);

        String good = engine.accept("good");
        engine.end(good);
        String bad = engine.accept("bad");
        engine.end(bad);

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
        engine = new Engine(directory, workers);
        String id = engine.accept("flaky");
        engine.settled();
        assertEquals(List.of(), told());

        engine.clock.forward(Duration.ofSeconds(2));
        engine.end(id);

        assertEquals(1, told().size());
    }

    @Test
    void shouldTellOnlyOfFailuresWhereTheSettingsSaySo() {
        engine = new Engine(directory, workers, "tell-owner", "failures");

        engine.end(engine.accept("good"));
        engine.end(engine.accept("bad"));

        assertEquals(1, told().size());
    }

    @Test
    void shouldLetAKindDiffer() {
        engine = new Engine(directory, workers, "kinds.good.tell-owner", "never");

        engine.end(engine.accept("good"));
        engine.end(engine.accept("bad"));

        assertEquals(1, told().size());
    }

    @Test
    void shouldTellGuestsNothing() {
        engine = new Engine(directory, workers);
        NewTask wanted = new NewTask("good", "{}", "guest", 0, 0, null, null, null, null, null);

        engine.end(engine.accept(wanted));

        assertEquals(0, engine.file.read("user:guest", 0, 10).last());
    }

    private List<Event> told() {
        return engine.file.read(CHANNEL, 0, 10).events();
    }
}
