package io.handoff.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.socket.RawSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, byte by byte. Frames are hex; a zero mask leaves payloads readable. */
@QuarkusTest
class ProtocolTest {

    @TestHTTPResource("/")
    URL root;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "reserved bit 1,                  1002, C181 00000000 41",
        "reserved bit 2,                  1002, A181 00000000 41",
        "reserved bit 3,                  1002, 9181 00000000 41",
        "no mask,                         1002, 8101 41",
        "unknown data opcode,             1002, 8380 00000000",
        "unknown control opcode,          1002, 8B80 00000000",
        "fragmented ping,                 1002, 0980 00000000",
        "ping of 126 bytes,               1002, 89FE007E 00000000",
        "continuation without a start,    1002, 8081 00000000 41",
        "text inside of a message,        1002, 0181 00000000 41 8181 00000000 41",
        "length not minimal,              1002, 81FE0001 00000000 41",
        "close with one byte,             1002, 8881 00000000 03",
        "close with code 0,               1002, 8882 00000000 0000",
        "close with code 999,             1002, 8882 00000000 03E7",
        "close with code 1004,            1002, 8882 00000000 03EC",
        "close with code 1005,            1002, 8882 00000000 03ED",
        "close with code 1006,            1002, 8882 00000000 03EE",
        "close with code 1015,            1002, 8882 00000000 03F7",
        "close with code 1016,            1002, 8882 00000000 03F8",
        "close with code 2999,            1002, 8882 00000000 0BB7",
        "close with code 5000,            1002, 8882 00000000 1388",
        "close with code 65535,           1002, 8882 00000000 FFFF",
        "close reason not UTF-8,          1007, 8883 00000000 03E8 FF",
        "invalid UTF-8,                   1007, 8182 00000000 C328",
        "overlong UTF-8,                  1007, 8182 00000000 C0AF",
        "a surrogate,                     1007, 8183 00000000 EDA080",
        "over U+10FFFF,                   1007, 8184 00000000 F4908080",
        "UTF-8 that ends too early,       1007, 8182 00000000 E282",
        "invalid UTF-8 across fragments,  1007, 0182 00000000 E282 8081 00000000 41",
        "fragments that end too early,    1007, 0181 00000000 E2 8081 00000000 82",
        "invalid UTF-8 in the first part, 1007, 0181 00000000 FF",
        "binary,                          1003, 8281 00000000 41",
        "fragmented binary,               1003, 0281 00000000 41",
    })
    void shouldCloseWith(String what, int code, String hex) throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            // given: an answer is still due when the violation comes
            client.text("before");
            client.write(bytes(hex));

            // then
            assertEquals("You said: before", client.read().text());
            assertEquals(code, client.read().closeCode());

            // when
            client.sendClose(code, "");

            // then: the end comes at once; the deadline of tests is longer than a read waits
            assertTrue(client.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1011, 1012, 1014, 3000, 3999, 4000, 4999})
    void shouldAnswerALawfulCloseCode(int code) throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            client.sendClose(code, "ü");
            assertEquals(code, client.read().closeCode());
            assertTrue(client.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024 + 1, 128 * 1024, 1024 * 1024, Integer.MAX_VALUE})
    void shouldCloseWith1009WhenAFrameIsTooBig(int length) throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            client.write(bytes("81FF 00000000%08X 00000000".formatted(length)));
            client.write(new byte[Math.min(length, 128 * 1024)]);
            assertEquals(1009, client.read().closeCode());
        }
    }

    @Test
    void shouldCloseWith1009WhenFragmentsAddUpToTooMuch() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            client.send(RawSocket.TEXT, new byte[32 * 1024]);
            client.send(RawSocket.CONTINUATION, new byte[32 * 1024]);
            client.send(RawSocket.CONTINUATION, new byte[1]);
            assertEquals(1009, client.read().closeCode());
            client.sendClose(1009, "");
            assertTrue(client.ended());
        }
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
