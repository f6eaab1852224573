package io.handoff.live;

import static io.handoff.live.AsyncApi.DOCUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.live.AsyncApi.Message;
import io.handoff.socket.CloseCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be seen of the document, and of the code beside it, without a conversation. */
class AsyncApiDocumentTest {

    /** Codes that no close frame of ours has. */
    private static final Set<Integer> NEVER_SENT = Set.of(CloseCode.NONE, CloseCode.ABNORMAL);

    static Stream<Message> messages() {
        return Stream.concat(
                DOCUMENT.client().values().stream(), DOCUMENT.server().values().stream());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldShowExamplesThatFit(Message message) {
        assertFalse(message.examples().isEmpty());
        for (JsonNode example : message.examples()) {
            assertEquals(List.of(), message.faults(example), example.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldRefuseFieldsThatItDoesNotName(Message message) {
        for (JsonNode example : message.examples()) {
            ObjectNode more = example.deepCopy();
            more.put("undocumented", true);
            assertNotEquals(List.of(), message.faults(more), more.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldRefuseFramesThatLackWhatTheyNeed(Message message) {
        for (JsonNode name : message.payload().get("required")) {
            ObjectNode less = message.examples().get(0).deepCopy();
            less.remove(name.asText());
            assertNotEquals(List.of(), message.faults(less), less.toString());
        }
    }

    @Test
    void shouldListEachMessageOnce() {
        List<String> used = messages().map(Message::op).sorted().toList();

        assertEquals(used, DOCUMENT.listed().stream().sorted().toList());
    }

    @Test
    void shouldNameTheErrorsOfTheServer() {
        assertEquals(
                Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::label)
                        .collect(Collectors.toCollection(TreeSet::new)),
                DOCUMENT.errorCodes());
    }

    @Test
    void shouldSayWhichErrorsAreTemporary() {
        Message error = DOCUMENT.server().get("error");
        for (ErrorCode code : ErrorCode.values()) {
            JsonNode frame = frame(Frames.error(code, "so it is", "room:a", "1"));
            assertEquals(List.of(), error.faults(frame));
            ObjectNode wrong = frame.deepCopy();
            wrong.put("temporary", !code.temporary());
            assertNotEquals(List.of(), error.faults(wrong), wrong.toString());
        }
    }

    @Test
    void shouldNameTheFramesOfTheServer() {
        Set<String> made =
                Arrays.stream(Frames.class.getDeclaredMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .filter(method -> method.getReturnType() == byte[].class)
                        .map(method -> method.getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        made.add("event");

        assertEquals(made, DOCUMENT.server().keySet());
    }

    /** The switch itself is looked at: nothing else would tell of an op that nobody documented. */
    @Test
    void shouldNameWhatTheServerTakes() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/handoff/live/LiveSession.java"));
        Set<String> taken =
                Pattern.compile("case \"(\\w+)\" ->")
                        .matcher(source)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(taken, DOCUMENT.client().keySet());
    }

    @Test
    void shouldExplainTheCodesWithWhichTheServerCloses() throws IllegalAccessException {
        Set<String> explained =
                Pattern.compile("^\\| (\\d{4})", Pattern.MULTILINE)
                        .matcher(DOCUMENT.description())
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());
        for (Field field : CloseCode.class.getFields()) {
            int code = field.getInt(null);
            assertTrue(
                    NEVER_SENT.contains(code) || explained.contains("| " + code), field.getName());
        }
    }

    private static JsonNode frame(byte[] utf8) {
        return AsyncApi.json(new String(utf8, java.nio.charset.StandardCharsets.UTF_8));
    }
}
