package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.bus.BusMessage.Hint;
import io.handoff.bus.BusMessage.Published;
import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @Test
    void shouldCarryEveryCharacterInNames() throws IOException {
        Event event =
                new Event(
                        "user:\u00fc",
                        7,
                        "id",
                        "a\nb",
                        -5,
                        "\0\"\\",
                        new Conditions("k", 9),
                        "{\"a\":\"\u20ac\"}");
        Envelope envelope = new Envelope("origin", new Published(event));

        String text = envelope.text(1000).orElseThrow();

        assertEquals(envelope, Envelope.parse(text));
        assertFalse(text.contains("\0"), "PostgreSQL takes no NUL");
    }

    @Test
    void shouldCarryAbsentFields() throws IOException {
        Event event = new Event("task:1", 0, "id", "progress", 1, "{}");
        Envelope envelope = new Envelope("o", new Published(event));

        assertEquals(envelope, Envelope.parse(envelope.text(1000).orElseThrow()));
    }

    @Test
    void shouldBecomeAHintByBytesNotCharacters() throws IOException {
        Event event = new Event("room:a", 3, "id", "message", 1, '"' + "\u20ac".repeat(100) + '"');
        Envelope envelope = new Envelope("o", new Published(event));
        String whole = envelope.text(10_000).orElseThrow();
        int bytes = whole.getBytes(StandardCharsets.UTF_8).length;

        assertEquals(Optional.of(whole), envelope.text(bytes));
        String hint = envelope.text(bytes - 1).orElseThrow();
        assertEquals(new Hint("room:a", 3), Envelope.parse(hint).payload());
        assertEquals(Optional.empty(), envelope.text(10));
    }

    /** A rolling update from 0.1 depends on this form. */
    @Test
    void shouldKeepTheFormOfEventsThatVersion01Reads() {
        Event event =
                new Event("room:a", 3, "id", "message", 1, "alice", new Conditions("k", 9), "{}");

        assertEquals(
                "[\"handoff/1\",\"o\",\"room:a\",3,\"id\",\"message\",1,\"alice\",\"k\",9]\n{}",
                EnvelopeWriter.write("o", new Published(event)));
        assertEquals(
                "[\"handoff/1\",\"o\",\"room:a\",3,\"\",\"\",0,null,null,0]",
                EnvelopeWriter.write("o", new Hint("room:a", 3)));
    }

    @Test
    void shouldCarryHeartbeats() throws IOException {
        Envelope envelope = new Envelope("o", new Heartbeat(Long.MIN_VALUE, true));

        assertEquals(envelope, Envelope.parse(envelope.text(1000).orElseThrow()));
    }

    @Test
    void shouldNotSendAHintForAnEphemeralEvent() {
        Event event = new Event("room:a", 0, "id", "typing", 1, '"' + "x".repeat(100) + '"');

        assertTrue(new Envelope("o", new Published(event)).text(100).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{}",
                "[]",
                "[\"handoff/1\"",
                "[\"handoff/3\",\"o\",\"c\",1,\"\",\"\",0,null,null,0]",
                "[\"handoff/2\",\"o\"]",
                "[\"handoff/2\",\"o\",\"invented\"]",
                "[\"handoff/2\",\"o\",\"heartbeat\",\"x\",true]",
                "[\"handoff/2\",\"o\",\"heartbeat\",1",
                "[\"handoff/2\",\"o\",\"heartbeat\",1]",
                "[\"handoff/2\",\"o\",\"counts\",\"n\",\"c\",true,true,[]]",
                "[\"handoff/2\",\"o\",\"counts\",\"n\",\"c\",true,true,{\"a\":\"x\"}]",
                "[\"handoff/2\",\"o\",\"counts\",\"n\",\"c\",true,true,{\"a\":99999999999}]",
                "[\"handoff/1\",null,\"c\",1,\"\",\"\",0,null,null,0]\n{}",
                "[\"handoff/1\",\"o\",\"c\",1.5,\"\",\"\",0,null,null,0]\n{}",
                "[\"handoff/1\",\"o\",\"c\",99999999999999999999,\"\",\"\",0,null,null,0]\n{}",
                "[\"handoff/1\",\"o\",\"c\",-1,\"\",\"\",0,null,null,0]\n{}",
                "[\"handoff/1\",\"o\",\"c\",0,\"\",\"\",0,null,null,0]"
            })
    void shouldRefuseOtherTexts(String text) {
        assertThrows(IOException.class, () -> Envelope.parse(text));
    }
}
