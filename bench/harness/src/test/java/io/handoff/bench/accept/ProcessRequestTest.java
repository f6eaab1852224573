package io.handoff.bench.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcessRequestTest {

    private static final long SENT = 1_763_687_463_123_456L;

    @Test
    void shouldCarryItsTimeAndItsLength() {
        ProcessRequest request = new ProcessRequest(8080);
        request.stamped(Micros.now()).release();

        String text = request.stamped(SENT).toString(StandardCharsets.US_ASCII);

        String body = text.substring(text.indexOf("\r\n\r\n") + 4);
        assertEquals(ProcessRequest.body(SENT), body);
        assertTrue(body.contains("\"sentMicros\":1763687463123456,"));
        assertTrue(text.contains("\r\nContent-Length: " + body.length() + "\r\n"));
        assertTrue(body.length() > 80 && body.length() < 120, "is about 100 bytes");
    }
}
