package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice and Bob in a room. */
@QuarkusTest
class ChatTest {

    @TestHTTPResource("/")
    URL root;

    private final String room = "room:" + UUID.randomUUID();
    private LiveClient alice;
    private LiveClient bob;

    @BeforeEach
    void open() {
        alice = LiveClient.open(root.getPort(), "?user=alice");
        bob = LiveClient.open(root.getPort(), "?user=bob");
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    @Test
    void shouldTellEverybodyWhatOneSays() {
        alice.subscribe(room);
        bob.subscribe(room);

        alice.send("{'op':'publish','channel':'" + room + "','data':{'text':'hé'},'ref':'r'}");

        JsonNode ack = alice.next("ack");
        assertEquals("r", ack.get("ref").asText());
        assertEquals(1, ack.get("seq").asLong());
        JsonNode heard = bob.event("message");
        assertEquals("hé", heard.at("/data/text").asText());
        assertEquals("alice", heard.get("from").asText());
        assertEquals(room, heard.get("channel").asText());
        assertEquals(1, heard.get("seq").asLong());
        assertEquals(ack.get("id"), heard.get("id"));
    }

    @Test
    void shouldTellThePublisherToo() {
        alice.subscribe(room);

        alice.send("{'op':'publish','channel':'" + room + "','data':1}");

        assertEquals(1, alice.event("message").get("data").asInt());
    }

    @Test
    void shouldResumeWithNeitherGapNorRepeat() {
        JsonNode subscribed = bob.subscribe(room);
        assertEquals(0, subscribed.get("seq").asLong());
        say(alice, "1");
        long position = bob.stored(1).get(0).get("seq").asLong();
        bob.leave();
        say(alice, "2");
        say(alice, "3");

        try (LiveClient again = LiveClient.open(root.getPort(), "?user=bob")) {
            JsonNode resumed = again.subscribe(room, ",'after':" + position + ",'ref':7");
            say(alice, "4");

            assertEquals(7, resumed.get("ref").asInt());
            assertTrue(resumed.get("recovered").asBoolean());
            assertEquals(position, resumed.get("after").asLong());
            assertEquals(
                    List.of(2, 3, 4),
                    again.stored(3).stream().map(event -> event.get("data").asInt()).toList());
        }
    }

    @Test
    void shouldSayWhereTheHistoryNoLongerReachesBack() {
        for (int i = 1; i <= 103; i++) {
            Api.json("{'data':" + i + "}").post("/channels/" + room + "/events");
        }

        JsonNode resumed = alice.subscribe(room, ",'after':1");

        assertFalse(resumed.get("recovered").asBoolean());
        assertEquals(3, resumed.get("after").asLong());
        assertEquals(103, resumed.get("seq").asLong());
        assertEquals(4, alice.stored(100).get(0).get("seq").asLong());
    }

    @Test
    void shouldStoreARepeatOnceAndAckItAgain() {
        alice.subscribe(room);
        String publish = "{'op':'publish','channel':'" + room + "','data':1,'id':'mine'}";

        alice.send(publish);
        JsonNode first = alice.next("ack");
        alice.send(publish);
        JsonNode second = alice.next("ack");

        assertEquals(first.get("seq"), second.get("seq"));
        assertEquals("mine", second.get("id").asText());
        assertTrue(alice.untilPong().stream().allMatch(frame -> frame.path("seq").asLong() <= 1));
    }

    @Test
    void shouldRefuseAnIdThatIsSomebodyElses() {
        String publish = "{'op':'publish','channel':'" + room + "','data':1,'id':'mine'}";
        alice.send(publish);
        alice.next("ack");

        bob.send(publish);

        assertEquals("id_taken", bob.next("error").get("code").asText());
    }

    @Test
    void shouldPassOnWhatIsEphemeralAndStoreNothing() {
        alice.subscribe(room);
        bob.subscribe(room);

        alice.send(
                "{'op':'publish','channel':'"
                        + room
                        + "','type':'typing','data':{},'ephemeral':true}");

        JsonNode heard = bob.event("typing");
        assertFalse(heard.has("seq"));
        assertEquals("alice", heard.get("from").asText());
        assertTrue(
                alice.untilPong().stream()
                        .noneMatch(frame -> frame.get("op").asText().equals("ack")));
        assertEquals(0, bob.untilPong().size());
        try (LiveClient later = LiveClient.open(root.getPort(), "")) {
            assertEquals(0, later.subscribe(room, ",'after':0").get("seq").asLong());
        }
    }

    @Test
    void shouldAckWhatIsEphemeralWhereAsked() {
        alice.send("{'op':'publish','channel':'" + room + "','data':1,'ephemeral':true,'ref':1}");

        JsonNode ack = alice.next("ack");
        assertFalse(ack.has("seq"));
        assertEquals(1, ack.get("ref").asInt());
    }

    @Test
    void shouldTellNothingAfterUnsubscribe() {
        alice.subscribe(room);
        alice.send("{'op':'unsubscribe','channel':'" + room + "','ref':2}");
        assertEquals(2, alice.next("unsubscribed").get("ref").asInt());

        say(bob, "1");

        assertEquals(List.of(), alice.untilPong());
    }

    private void say(LiveClient who, String data) {
        who.send("{'op':'publish','channel':'" + room + "','data':" + data + "}");
        who.next("ack");
    }
}
