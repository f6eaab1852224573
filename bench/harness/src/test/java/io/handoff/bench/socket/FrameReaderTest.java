package io.handoff.bench.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private static final int TEXT = 0x1;

    private final List<String> heard = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FrameReader reader =
            new FrameReader(
                    new FrameReader.Listener() {
                        @Override
                        public void text(ByteBuf in, int from, int to) {
                            heard.add(in.toString(from, to - from, StandardCharsets.US_ASCII));
                        }

                        @Override
                        public void closing(int code) {
                            heard.add("closing " + code);
                        }
                    });

    @Test
    void shouldReadFramesOfEveryLengthWhereverTheyAreCut() {
        List<String> messages = List.of("a", "b".repeat(125), "c".repeat(126), "d".repeat(70_000));
        ByteBuf all = Unpooled.buffer();
        messages.forEach(m -> all.writeBytes(plain(m)));

        for (int piece : new int[] {1, 7, 1000, all.readableBytes()}) {
            heard.clear();
            ByteBuf in = all.duplicate();
            while (in.isReadable()) {
                reader.take(in.readSlice(Math.min(piece, in.readableBytes())), channel);
            }
            assertEquals(messages, heard);
        }
    }

    @Test
    void shouldAnswerPingsAndTellCloseCodes() {
        reader.take(Frames.plain(0x9, new byte[] {'h', 'i'}), channel);
        reader.take(Frames.plain(0x8, new byte[] {0x0F, (byte) 0xA8}), channel);
        reader.take(Frames.plain(0x8, new byte[0]), channel);

        assertNotNull(channel.readOutbound());
        assertEquals(List.of("closing 4008", "closing 1005"), heard);
    }

    @Test
    void shouldRefuseFragments() {
        ByteBuf fragment = plain("half").setByte(0, TEXT);

        assertThrows(IllegalStateException.class, () -> reader.take(fragment, channel));
    }

    private static ByteBuf plain(String text) {
        return Frames.plain(TEXT, text.getBytes(StandardCharsets.US_ASCII));
    }
}
