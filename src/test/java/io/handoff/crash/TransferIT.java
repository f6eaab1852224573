package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.crash.Verb.Said;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one process with the embedded store to replicas on PostgreSQL, as an operator does it. */
@Tag("full")
class TransferIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SAID = "{\"type\":\"message\",\"data\":{\"text\":\"hi\"}}";

    @TempDir Path folder;
    private Cluster cluster;

    /** Where the first replica will be, too: the log goes on there. */
    private Path dataDir;

    @BeforeEach
    void start() {
        cluster = Cluster.in(folder);
        dataDir = folder.resolve("replica0");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldDoOnTheClusterWhatWasAcceptedByTheSingleOne() throws IOException {
        // given one that was killed in the middle of it
        Promises promises = new Promises();
        try (Callers callers = new Callers(promises);
                HandoffProcess single = HandoffProcess.in(dataDir).keepingAllEvents().start()) {
            Callers.Load load = callers.load(single.api(), 1);
            Api.awaitTrue("load", LIMIT, () -> promises.all().size() > 500);
            assertEquals(201, say(single.api()).statusCode());
            assertRefused("Another Handoff process uses the data directory", export().run());
            single.kill();
            load.awaitOver();
        }

        // when
        List<Said> moved = Verb.through(export(), load());

        // then
        for (Said said : moved) {
            assertEquals(0, said.code(), said.text());
            assertEquals(1, said.text().lines().count(), said.text());
        }
        assertTrue(moved.get(0).text().startsWith("Exported from " + dataDir + ": "));
        assertEquals(
                moved.get(0).text().replace("Exported from " + dataDir, "Imported into PostgreSQL"),
                moved.get(1).text());
        assertRefused("The database already has", Verb.through(export(), load()).get(1));

        // when
        Api api = cluster.add().api();
        api.awaitQuiet();

        // then
        Aftermath aftermath = Aftermath.of(promises, api, dataDir);
        System.out.printf("Moved, then done: %s%n", aftermath.figures());
        assertEquals(List.of(), aftermath.faults());
        HttpResponse<String> next = say(api);
        assertEquals(2, Api.parse(next.body()).get("seq").asInt(), next.body());
        assertRefused("1 replica works on this database", Verb.through(export(), load()).get(1));
    }

    private static HttpResponse<String> say(Api api) {
        return api.post("/channels/room:lobby/events", SAID);
    }

    private Verb export() {
        return new Verb(Map.of("HANDOFF_DATA_DIR", dataDir.toString()), "export");
    }

    private Verb load() {
        Map<String, String> settings = new HashMap<>(cluster.database());
        settings.put("HANDOFF_STORE", "postgres");
        return new Verb(settings, "import");
    }

    private static void assertRefused(String line, Said said) {
        assertEquals(1, said.code(), said.text());
        assertTrue(said.text().contains(line), said.text());
        assertEquals(1, said.text().lines().count(), said.text());
    }
}
