package io.handoff.bench.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseScannerTest {

    private static final String ACCEPTED =
            "HTTP/1.1 202 Accepted\r\nLocation: /tasks/1\r\ncontent-length: 21\r\n\r\n"
                    + "{\"status\":\"accepted\"}";
    private static final String FULL =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length:0\r\nRetry-After: 2\r\n\r\n";

    private final ResponseScanner scanner = new ResponseScanner();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 64, 1000})
    void shouldFindEachEndHoweverTheyAreCut(int piece) {
        ByteBuf stream = bytes(ACCEPTED + FULL + ACCEPTED);

        List<Integer> statuses = new ArrayList<>();
        while (stream.isReadable()) {
            ByteBuf arrived = stream.readSlice(Math.min(piece, stream.readableBytes()));
            while (arrived.isReadable()) {
                if (scanner.take(arrived)) {
                    statuses.add(scanner.status());
                }
            }
        }

        assertEquals(List.of(202, 503, 202), statuses);
    }

    @Test
    void shouldWaitForTheWholeBody() {
        assertFalse(scanner.take(bytes(ACCEPTED.substring(0, ACCEPTED.length() - 1))));
        assertTrue(scanner.take(bytes("}")));
    }

    @Test
    void shouldRefuseWhatItCannotMeasure() {
        ByteBuf chunked = bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");

        assertThrows(IllegalStateException.class, () -> scanner.take(chunked));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
