package io.handoff.bench.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EchoScriptTest {

    private final EchoScript script = new EchoScript();

    @Test
    void shouldSendMaskedTextsOfTenToTwentyBytesAndExpectTheirEcho() {
        for (int i = 0; i < EchoScript.MESSAGES; i++) {
            ByteBuf frame = script.requests(i, 1);
            assertEquals(0x81, frame.readUnsignedByte());
            int length = frame.readUnsignedByte() & 0x7F;
            assertTrue(length >= 10 && length <= 20);
            assertEquals(0, frame.readInt());
            String text = frame.toString(StandardCharsets.US_ASCII);
            assertEquals(length, text.length());

            ByteBuf reply = script.reply(i).duplicate().skipBytes(2);
            assertEquals("You said: " + text, reply.toString(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void shouldGoRoundWithoutAGap() {
        int last = EchoScript.MESSAGES - 1;
        ByteBuf both = script.requests(last, 2);

        assertEquals(script.requests(last, 1), both.readSlice(both.readableBytes() - 16));
        assertEquals(script.requests(0, 1), both);
    }
}
