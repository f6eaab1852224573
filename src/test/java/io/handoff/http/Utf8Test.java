package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void shouldAgreeWithTheJdkOnAnyBytesHoweverTheyAreCut() {
        Random random = new Random(4711);
        // Bytes near the borders of the encoding, so that many sequences are valid and many nearly.
        byte[] alphabet =
                HexFormat.of().parseHex("00417f80818f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5ff");
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            int cut = random.nextInt(bytes.length + 1);
            assertEquals(jdkAccepts(bytes), accepts(bytes, cut), HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void shouldTakeEveryCharacterBetweenLongRunsOfAscii() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += 61) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = "a plain beginning " + Character.toString(c) + " a plain end";
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                assertEquals(true, accepts(bytes, bytes.length / 2), text);
            }
        }
    }

    @Test
    void shouldCheckAWholeText() {
        assertTrue(Utf8.isValid("plain ASCII, ä, 日本, 😀".getBytes(StandardCharsets.UTF_8)));
        assertTrue(Utf8.isValid(new byte[0]));
        assertFalse(Utf8.isValid(HexFormat.of().parseHex("4142c080")), "overlong");
        assertFalse(Utf8.isValid(HexFormat.of().parseHex("4142e697")), "cut off");
    }

    private static boolean accepts(byte[] bytes, int cut) {
        Utf8 utf8 = new Utf8();
        return utf8.accepts(Unpooled.wrappedBuffer(Arrays.copyOf(bytes, cut)))
                && utf8.accepts(
                        Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, cut, bytes.length)))
                && utf8.isComplete();
    }

    private static boolean jdkAccepts(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
