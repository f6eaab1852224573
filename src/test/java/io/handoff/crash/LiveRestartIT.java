package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crowd with the browser's client, while the service goes and comes back. */
@Tag("full")
class LiveRestartIT {

    private static final int CLIENTS = 500;
    private static final int PER_SECOND = 10;
    private static final int RESTARTS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;
    private HandoffProcess service;
    private Audience crowd;

    @AfterEach
    void stop() {
        if (crowd != null) {
            crowd.close();
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
        crowd = Audience.join(List.of(setup.port()), CLIENTS, PER_SECOND);

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

        // then
        JsonNode result = crowd.leave();
        System.out.printf(
                "%d clients, %d %s: %s%n", CLIENTS, RESTARTS, kill ? "kills" : "restarts", result);
        Audience.assertHeardAll(result);
        assertTrue(result.get("reconnects").asInt() >= CLIENTS * RESTARTS, "nobody was cut off");
        assertEquals(result.get("sent").asLong(), last(setup));
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
