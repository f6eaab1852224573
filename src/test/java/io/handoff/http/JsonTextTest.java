package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ }|{}",
                " {\"a\" : [ 1 , null , true ] }|{\"a\":[1,null,true]}",
                "{\"n\":1.10}|{\"n\":1.10}",
                "{\"n\":1e5}|{\"n\":1E+5}",
                "{\"n\":12345678901234567890.12345}|{\"n\":12345678901234567890.12345}",
                "{\"t\":\"\\u00e9\"}|{\"t\":\"é\"}",
                "{\"t\":\"a\\nb\"}|{\"t\":\"a\\nb\"}"
            })
    void shouldWriteObjectsOnOneLine(String given, String kept) {
        assertEquals(kept, JsonText.object(given.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldTakeLineBreaksOut() {
        String kept = JsonText.object("{\n\"a\":\r\n1}".getBytes(StandardCharsets.UTF_8));

        assertFalse(kept.contains("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "\"t\"",
                "{",
                "{\"a\":1} x",
                "{\"a\":1,\"a\":1}",
                "{\"n\":1e2147483648}",
                "{\"t\":\"\\ud83d\"}"
            })
    void shouldRefuseEverythingElse(String given) {
        Problem problem =
                assertThrows(
                        Problem.class,
                        () -> JsonText.object(given.getBytes(StandardCharsets.UTF_8)));

        assertEquals(400, problem.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "c1bf", "e08080", "f0808080", "eda080", "f4908080", "ff", "c3"})
    void shouldRefuseInvalidUtf8(String bytes) {
        byte[] body = HexFormat.of().parseHex("7b2274223a22" + bytes + "227d");

        Problem problem = assertThrows(Problem.class, () -> JsonText.object(body));

        assertEquals("The body is not valid UTF-8.", problem.getMessage());
    }

    @Test
    void shouldQuote() {
        assertEquals("\"say \\\"hi\\\"\\n\\u0000\"", JsonText.quote("say \"hi\"\n\0"));
    }
}
