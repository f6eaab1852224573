package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees whom come and go; the delay is short in tests. */
@QuarkusTest
class PresenceTest {

    @TestHTTPResource("/")
    URL root;

    private final String room = "room:" + UUID.randomUUID();
    private final List<JsonNode> heard = new java.util.ArrayList<>();
    private LiveClient alice;

    @BeforeEach
    void open() {
        alice = client("alice");
        alice.subscribe(room);
    }

    @AfterEach
    void close() {
        alice.close();
    }

    @Test
    void shouldTellWhoComesAndWhoGoes() {
        LiveClient bob = client("bob");
        bob.subscribe(room);
        JsonNode join = alice.event("join");
        assertEquals("bob", join.at("/data/user").asText());
        assertEquals(List.of(), bob.untilPong(), "nobody is told of the own arrival");

        bob.leave();

        assertEquals("bob", alice.event("leave").at("/data/user").asText());
        assertEquals(List.of("alice 1"), present());
    }

    @Test
    void shouldMakeNoNoiseOfAReconnect() {
        LiveClient bob = client("bob");
        bob.subscribe(room);
        alice.event("join");

        bob.close();
        bob = client("bob");
        bob.subscribe(room);
        LiveClient carol = client("carol");
        carol.subscribe(room);
        carol.leave();

        // Carol's delay is over later than Bob's would have been.
        List<String> heard =
                List.of(alice.next(), alice.next()).stream()
                        .map(e -> e.get("type").asText() + ' ' + e.at("/data/user").asText())
                        .toList();
        assertEquals(List.of("join carol", "leave carol"), heard);
        bob.close();
    }

    @Test
    void shouldCountTheConnectionsOfEachUser() {
        LiveClient bob = client("bob");
        bob.subscribe(room);
        LiveClient second = client("bob");
        second.subscribe(room);

        assertEquals(List.of("alice 1", "bob 2"), present());
        bob.send("{'op':'unsubscribe','channel':'" + room + "'}");
        bob.next("unsubscribed");
        assertEquals(List.of("alice 1", "bob 1"), present());
        bob.close();
        second.close();
    }

    @Test
    void shouldTellNoMoreInALargeRoom() {
        List<LiveClient> others = new java.util.ArrayList<>();
        for (String user : List.of("bob", "carol", "dave")) {
            LiveClient client = client(user);
            client.subscribe(room);
            others.add(client);
        }

        assertEquals(List.of("alice 1", "bob 1", "carol 1", "dave 1"), present());
        assertEquals(
                List.of("bob", "carol"),
                heard.stream().map(frame -> frame.at("/data/user").asText()).toList());
        others.forEach(LiveClient::close);
    }

    private List<String> present() {
        alice.send("{'op':'presence','channel':'" + room + "','ref':1}");
        JsonNode answer =
                alice.next(
                        frame -> {
                            heard.add(frame);
                            return frame.get("op").asText().equals("presence");
                        });
        heard.remove(answer);
        return java.util.stream.StreamSupport.stream(answer.get("users").spliterator(), false)
                .map(user -> user.get("user").asText() + ' ' + user.get("connections").asInt())
                .toList();
    }

    private LiveClient client(String user) {
        return LiveClient.open(root.getPort(), "?user=" + user);
    }
}
