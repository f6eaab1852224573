package io.handoff.live;

import static io.handoff.live.AsyncApi.DOCUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.live.AsyncApi.Message;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the document lets clients say, the server takes; what it does not, the server refuses. */
@QuarkusTest
@TestProfile(ShortTokens.class)
class ClientFramesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of no documented form, whatever it is put for: neither a name, nor a type, nor a ref. */
    private static final String NO_NAME = "a b".repeat(40);

    @TestHTTPResource("/")
    URL root;

    private final Seen seen = new Seen();

    static Collection<Message> messages() {
        return DOCUMENT.client().values();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldTakeEveryExample(Message message) {
        for (JsonNode example : message.examples()) {
            try (Talk talk = talk()) {
                talk.say(example);
                JsonNode answer = talk.hear(frame -> answers(message, frame));
                assertFalse(
                        Set.of("bad_frame", "unknown_op", "bad_channel")
                                .contains(answer.path("code").asText()),
                        answer.toString());
                assertEquals(example.get("ref"), answer.get("ref"));
            }
        }
        assertEquals(List.of(), seen.faults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"", "\n", "ü", "\uD83D\uDE00"})
    void shouldCarryBackARefOfSoManyCharacters(String character) {
        ObjectNode longest = JSON.objectNode().put("op", "ping").put("ref", character.repeat(64));
        try (Talk talk = talk()) {
            talk.say(longest);
            assertEquals(longest.get("ref"), talk.hear("pong").get("ref"));
            assertRefused(
                    DOCUMENT.client().get("ping"),
                    List.of(longest.deepCopy().put("ref", character.repeat(65))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "'ping'", "{'op':'ping'}{'op':'ping'}"})
    void shouldTakeNothingButOneObject(String text) {
        try (Talk talk = talk()) {
            assertEquals("bad_frame", talk.refused(text).get("code").asText());
        }
        assertEquals(List.of(), seen.faults());
    }

    /** So that what follows can take each of them away, or put another in its place. */
    @ParameterizedTest
    @MethodSource("messages")
    void shouldShowEveryFieldInItsFirstExample(Message message) {
        message.payload()
                .get("properties")
                .fieldNames()
                .forEachRemaining(name -> assertTrue(message.examples().get(0).has(name), name));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldRefuseWhatLacksAField(Message message) {
        List<JsonNode> wrong = new ArrayList<>();
        for (JsonNode name : message.payload().get("required")) {
            ObjectNode less = full(message);
            less.remove(name.asText());
            wrong.add(less);
        }
        assertRefused(message, wrong);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldRefuseWhatHasAnotherTypeOrForm(Message message) {
        List<JsonNode> wrong = new ArrayList<>();
        message.payload()
                .get("properties")
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            wrong.add(with(message, name, JSON.objectNode()));
                            wrong.add(with(message, name, JSON.arrayNode().add(1)));
                            wrong.add(with(message, name, JSON.textNode(NO_NAME)));
                            wrong.add(with(message, name, JSON.numberNode(-1.5)));
                        });
        // Any JSON is data, and any number a ref: what the document allows is not asked for here.
        wrong.removeIf(frame -> message.faults(frame).isEmpty());
        assertRefused(message, wrong);
    }

    /** Asks for an error each time; the last ping shows that nothing else came of it. */
    private void assertRefused(Message message, List<JsonNode> frames) {
        try (Talk talk = talk()) {
            for (JsonNode frame : frames) {
                assertNotEquals(List.of(), message.faults(frame), frame.toString());
                talk.blurt(frame.toString());
                JsonNode answer = talk.hear(any -> true);
                assertEquals("error", answer.get("op").asText(), frame + " got " + answer);
                assertNotEquals("rate_limited", answer.get("code").asText());
            }
            assertEquals("pong", talk.ask("{'op':'ping'}").get("op").asText());
        }
        assertEquals(List.of(), seen.faults());
    }

    private static boolean answers(Message message, JsonNode frame) {
        return DOCUMENT.answers(message.op()).contains(frame.get("op").asText());
    }

    private static JsonNode with(Message message, String name, JsonNode value) {
        return full(message).set(name, value);
    }

    private static ObjectNode full(Message message) {
        return message.examples().get(0).deepCopy();
    }

    private Talk talk() {
        String token = Person.named("carol").token();
        return Talk.begin(ShortTokens.address(root.getPort(), token), seen);
    }
}
