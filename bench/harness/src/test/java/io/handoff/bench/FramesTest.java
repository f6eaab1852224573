package io.handoff.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static final String EVENT =
            "{\"op\":\"event\",\"channel\":\"room:bench\",\"seq\":407,\"id\":\"01a1\",\"data\":";

    @Test
    void shouldFindSeqAndTimeOfAnEvent() {
        String frame = EVENT + Frames.data("x9", 1234567890123456L) + "}";

        assertTrue(Frames.is("ev", bytes(frame), 2, end(frame)));
        assertEquals(407, Frames.seq(bytes(frame), 2, end(frame)));
        assertEquals(1234567890123456L, Frames.due(bytes(frame), 2, end(frame)));
    }

    @Test
    void shouldNotFindThemElsewhereOrBeyondTheFrame() {
        String join = "{\"op\":\"event\",\"channel\":\"room:b\",\"data\":{\"user\":\"u1\"}}";
        String pong = "{\"op\":\"pong\"}";

        assertEquals(0, Frames.seq(bytes(join), 2, end(join)));
        assertEquals(-1, Frames.due(bytes(join), 2, end(join)));
        assertEquals(0, Frames.seq(bytes(pong + EVENT), 2, end(pong)));
        assertFalse(Frames.is("ev", bytes(pong + EVENT), 2, end(pong)));
        assertFalse(Frames.is("ev", bytes("{}"), 2, 4));
    }

    @Test
    void shouldNoticeAGapThatTheServerAdmits() {
        String gap = "{\"op\":\"subscribed\",\"seq\":7,\"recovered\":false}";
        String whole = gap.replace("false", "true");

        assertTrue(Frames.hasGap(bytes(gap), 2, end(gap)));
        assertFalse(Frames.hasGap(bytes(whole), 2, end(whole)));
    }

    @Test
    void shouldWaitForTheSlowestSubscriber() {
        DeliveryCounter deliveries = new DeliveryCounter(3);
        List<Long> reached = new ArrayList<>();
        deliveries.whenReachedAll(reached::add);
        for (long seq = 1; seq < 10_000; seq++) {
            deliveries.delivered(seq);
            deliveries.delivered(seq);
            if (seq > 2) {
                deliveries.delivered(seq - 2);
            }
        }

        assertEquals(9_997, deliveries.reachedAll());
        assertEquals(List.of(1L, 2L), reached.subList(0, 2));
    }

    /** Behind two bytes of a header. */
    private static ByteBuf bytes(String frame) {
        return Unpooled.copiedBuffer("##" + frame, StandardCharsets.US_ASCII);
    }

    private static int end(String frame) {
        return 2 + frame.length();
    }
}
