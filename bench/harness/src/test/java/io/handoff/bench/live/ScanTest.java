package io.handoff.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScanTest {

    private static final String EVENT =
            "{\"op\":\"event\",\"channel\":\"room:bench\",\"seq\":407,\"id\":\"01a1\","
                    + "\"type\":\"message\",\"from\":\"u1\",\"data\":";

    @Test
    void shouldFindSeqAndTimeOfAnEvent() {
        String frame = EVENT + Say.data("x9", 1234567890123456L) + "}";

        assertTrue(Scan.isEvent(bytes(frame), 2, end(frame)));
        assertEquals(407, Scan.seq(bytes(frame), 2, end(frame)));
        assertEquals(1234567890123456L, Scan.sentAt(bytes(frame), 2, end(frame)));
    }

    @Test
    void shouldFindNothingWhereThereIsNothing() {
        String join = "{\"op\":\"event\",\"channel\":\"room:b\",\"data\":{\"user\":\"u1\"}}";

        assertEquals(0, Scan.seq(bytes(join), 2, end(join)));
        assertEquals(-1, Scan.sentAt(bytes(join), 2, end(join)));
        assertEquals(-1, Scan.sentAt(bytes("{\"n\":5}"), 2, 9));
        assertFalse(Scan.isEvent(bytes("{}"), 2, 4));
    }

    @Test
    void shouldNotLookBeyondTheFrame() {
        String frame = "{\"op\":\"pong\"}";
        ByteBuf in = bytes(frame + EVENT);

        assertEquals("po", Scan.op(in, 2, end(frame)));
        assertEquals(0, Scan.seq(in, 2, end(frame)));
    }

    @Test
    void shouldTellErrorsFromEvents() {
        String frame = "{\"op\":\"error\",\"code\":\"rate_limited\"}";

        assertFalse(Scan.isEvent(bytes(frame), 2, end(frame)));
        assertEquals("er", Scan.op(bytes(frame), 2, end(frame)));
    }

    @Test
    void shouldNoticeAnAdmittedGap() {
        String whole = "{\"op\":\"subscribed\",\"seq\":7,\"recovered\":true}";
        String gap = "{\"op\":\"subscribed\",\"seq\":7,\"recovered\":false}";

        assertFalse(Scan.isGap(bytes(whole), 2, end(whole)));
        assertTrue(Scan.isGap(bytes(gap), 2, end(gap)));
    }

    /** Behind two bytes of a header. */
    private static ByteBuf bytes(String frame) {
        return Unpooled.copiedBuffer("##" + frame, StandardCharsets.US_ASCII);
    }

    private static int end(String frame) {
        return 2 + frame.length();
    }
}
