package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crowd with the browser's client, while the service goes and comes back. */
class LiveRestartIT {

    private static final int CLIENTS = 500;
    private static final int PER_SECOND = 10;
    private static final int RESTARTS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;
    private HandoffProcess service;
    private Process crowd;

    @AfterEach
    void stop() {
        if (crowd != null) {
            crowd.destroyForcibly();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void shouldLoseAndRepeatNothingOverRestarts() throws IOException {
        run(false);
    }

    @Test
    void shouldLoseAndRepeatNothingOverKills() throws IOException {
        run(true);
    }

    private void run(boolean kill) throws IOException {
        Node.assume("the crowd of clients");
        // given
        HandoffProcess.Setup setup =
                HandoffProcess.in(folder.resolve("data"))
                        .keepingAllEvents()
                        .with("HANDOFF_DRAIN_SOCKETS", "2s")
                        .with("HANDOFF_LIVE_MAX_CONNECTIONS_PER_IP", "1000");
        service = setup.start();
        crowd = crowd(setup.port());
        BufferedReader said = crowd.inputReader(StandardCharsets.UTF_8);
        assertEquals("ready", said.readLine());

        // when
        for (int i = 0; i < RESTARTS; i++) {
            long before = last(setup);
            Api.awaitTrue("some are said", LIMIT, () -> last(setup) >= before + 20);
            if (kill) {
                service.kill();
            } else {
                assertEquals(0, service.terminate().awaitExit(LIMIT), service.log());
            }
            service = setup.start();
        }
        long before = last(setup);
        Api.awaitTrue("some are said", LIMIT, () -> last(setup) >= before + 20);
        OutputStream in = crowd.getOutputStream();
        in.write('\n');
        in.flush();

        // then
        String line = said.readLine();
        System.out.printf(
                "%d clients, %d %s: %s%n", CLIENTS, RESTARTS, kill ? "kills" : "restarts", line);
        JsonNode result = new ObjectMapper().readTree(line);
        assertTrue(result.get("all").asBoolean(), "not everybody heard all");
        assertTrue(result.get("reconnects").asInt() >= CLIENTS * RESTARTS, "nobody was cut off");
        for (String fault : List.of("failed", "gaps", "repeats", "doubled", "unrecovered")) {
            assertEquals(0, result.get(fault).asInt(), fault);
        }
        assertEquals(result.get("sent").asLong(), result.get("lastSeq").asLong());
        assertEquals(result.get("sent").asLong(), last(setup));
    }

    private static Process crowd(int port) throws IOException {
        return new ProcessBuilder(
                        "node",
                        "--experimental-websocket",
                        "--no-warnings",
                        "src/test/js/crowd.mjs",
                        String.valueOf(port),
                        String.valueOf(CLIENTS),
                        String.valueOf(PER_SECOND))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Seq of the last event that is stored. */
    private long last(HandoffProcess.Setup setup) {
        try {
            return service.api()
                    .json("/channels/room:crowd/events?after=0&limit=1")
                    .get("seq")
                    .asLong();
        } catch (RuntimeException e) {
            throw new AssertionError("It does not answer:\n" + service.log(), e);
        }
    }
}
