package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A crowd with the browser's client, all in {@code room:crowd}: see crowd.mjs. */
final class Audience implements AutoCloseable {

    static final String ROOM = "room:crowd";

    private final Process process;
    private final BufferedReader said;

    private Audience(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Returns when all are in; from then on they publish.
     *
     * @param ports which each of them tries in turn
     */
    static Audience join(List<Integer> ports, int clients, int perSecond) throws IOException {
        List<String> command =
                List.of(
                        "node",
                        "--experimental-websocket",
                        "--no-warnings",
                        "src/test/js/crowd.mjs",
                        ports.stream().map(String::valueOf).collect(Collectors.joining(",")),
                        String.valueOf(clients),
                        String.valueOf(perSecond));
        Audience audience =
                new Audience(
                        new ProcessBuilder(command)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        assertEquals("ready", audience.said.readLine());
        return audience;
    }

    /** They publish nothing more, wait until everybody has heard all, and tell what they heard. */
    JsonNode leave() throws IOException {
        OutputStream in = process.getOutputStream();
        in.write('\n');
        in.flush();
        return Api.parse(said.readLine());
    }

    /** What was published was heard by everybody, once and in the same order. */
    static void assertHeardAll(JsonNode result) {
        assertTrue(result.get("all").asBoolean(), "not everybody heard all");
        for (String fault :
                List.of("failed", "gaps", "repeats", "doubled", "different", "unrecovered")) {
            assertEquals(0, result.get(fault).asInt(), fault);
        }
        assertEquals(result.get("sent").asLong(), result.get("lastSeq").asLong());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
