package io.handoff.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void shouldCarryEverythingWhateverNamesHold() throws IOException {
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
        Envelope envelope = new Envelope("origin", event);

        String text = envelope.text(1000).orElseThrow();

        assertEquals(envelope, Envelope.parse(text));
        assertFalse(text.contains("\0"), "PostgreSQL takes no NUL");
    }

    @Test
    void shouldCarryWhatIsNotThere() throws IOException {
        Envelope envelope = new Envelope("o", new Event("task:1", 0, "id", "progress", 1, "{}"));

        assertEquals(envelope, Envelope.parse(envelope.text(1000).orElseThrow()));
    }

    @Test
    void shouldBecomeAHintByBytesNotCharacters() throws IOException {
        Event event = new Event("room:a", 3, "id", "message", 1, '"' + "\u20ac".repeat(100) + '"');
        Envelope envelope = new Envelope("o", event);
        String whole = envelope.text(10_000).orElseThrow();
        int bytes = whole.getBytes(StandardCharsets.UTF_8).length;

        assertEquals(Optional.of(whole), envelope.text(bytes));
        String hint = envelope.text(bytes - 1).orElseThrow();
        assertEquals(event.asHint(), Envelope.parse(hint).event());
        assertEquals(Optional.empty(), envelope.text(10));
    }

    @Test
    void shouldNotHintAtWhatIsNotStored() {
        Event event = new Event("room:a", 0, "id", "typing", 1, '"' + "x".repeat(100) + '"');

        assertTrue(new Envelope("o", event).text(100).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{}",
                "[]",
                "[\"handoff/1\"",
                "[\"handoff/2\",\"o\",\"c\",1,\"\",\"\",0,null,null,0]",
                "[\"handoff/1\",null,\"c\",1,\"\",\"\",0,null,null,0]\n{}",
                "[\"handoff/1\",\"o\",\"c\",1.5,\"\",\"\",0,null,null,0]\n{}",
                "[\"handoff/1\",\"o\",\"c\",99999999999999999999,\"\",\"\",0,null,null,0]\n{}",
                "[\"handoff/1\",\"o\",\"c\",-1,\"\",\"\",0,null,null,0]\n{}",
                "[\"handoff/1\",\"o\",\"c\",0,\"\",\"\",0,null,null,0]"
            })
    void shouldRefuseNonsense(String text) {
        assertThrows(IOException.class, () -> Envelope.parse(text));
    }
}
