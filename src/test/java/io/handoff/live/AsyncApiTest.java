package io.handoff.live;

import static io.handoff.live.AsyncApi.DOCUMENT;
import static io.handoff.live.ShortTokens.HOUR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.store.SpiedStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Live conversations in which everything comes up that the document has, and nothing else. Every
 * frame of both sides is held against the document on its way ({@link Talk}).
 */
@QuarkusTest
@TestProfile(ShortTokens.class)
class AsyncApiTest {

    /** What the server itself says in channels; {@code message} and the like come from clients. */
    private static final Set<String> EVENTS =
            Set.of(
                    ("room:message room:typing room:join room:leave "
                                    + "task:queued task:running task:progress task:scheduled task:succeeded task:dead task:cancelled "
                                    + "user:notification user:task user:replaced user:expired user:read "
                                    + "ops:sample ops:task.cancel")
                            .split(" "));

    @TestHTTPResource("/")
    URL root;

    @Inject LiveConnections liveConnections;
    @Inject SpiedStore store;
    @Inject Teller teller;

    private final Seen seen = new Seen();
    private final String room = "room:" + UUID.randomUUID();
    private final Person alice = Person.named("alice");
    private final Person bob = Person.named("bob");

    @Test
    void shouldSayAllThatIsDocumentedAndNothingElse() {
        meetInARoom();
        comeBack();
        followTasks();
        hearOfEnds();
        watchOperations();
        readTheInbox();
        makeMistakes();
        wantTooMuch();
        beWithoutAStore();
        outliveAToken();
        loseARole();
        seeTheServerStop();

        assertEquals(List.of(), seen.faults());
        assertEquals(DOCUMENT.server().keySet(), seen.heard());
        assertEquals(DOCUMENT.errorCodes(), seen.codes());
        assertEquals(DOCUMENT.client().keySet(), seen.said());
        assertEquals(new TreeSet<>(EVENTS), seen.types());
    }

    private void meetInARoom() {
        try (Talk one = talk(alice)) {
            assertEquals("subscribed", op(one.subscribe(room)));
            Talk other = talk(bob);
            other.subscribe(room);
            assertEquals("bob", one.hearEvent("join").at("/data/user").asText());

            assertEquals(1, one.publish(room, "'data':{},'id':'a'").get("seq").asInt());
            assertEquals("alice", other.hearEvent("message").get("from").asText());
            assertEquals("id_taken", code(other.publish(room, "'data':1,'id':'a'")));
            String typing = "'data':1,'type':'typing','ephemeral':true";
            assertFalse(other.publish(room, typing).has("seq"));
            assertFalse(one.hearEvent("typing").has("seq"));
            JsonNode present = one.ask("{'op':'presence','channel':'" + room + "'}");
            assertEquals(2, present.get("users").size());
            other.close();
            one.hearEvent("leave");
            String unsubscribe = "{'op':'unsubscribe','channel':'" + room + "'}";
            assertEquals("unsubscribed", op(one.ask(unsubscribe)));
            assertEquals("not_subscribed", code(one.ask(unsubscribe)));
            assertTrue(one.ping().get("replica").asText().endsWith(":8080"));
        }
    }

    private void comeBack() {
        try (Talk one = talk(alice);
                Talk other = talk(alice)) {
            assertTrue(one.subscribe(room, 0).get("recovered").asBoolean());
            one.hearEvent("message");
            assertFalse(other.subscribe(room, 999).get("recovered").asBoolean());
            other.hearEvent("message");
        }
    }

    private void followTasks() {
        String told = alice.task("'kind':'telling'");
        String retried = alice.task("'kind':'flaky','payload':{'failures':1}");
        String cancelled = alice.task("'kind':'process','delay':'1h'");
        alice.call().delete("/tasks/" + cancelled).then().statusCode(200);
        try (Talk talk = talk(alice)) {
            talk.subscribe("task:" + told);
            talk.hearEvent("progress");
            teller.release(told);
            talk.hearEvent("succeeded");
            talk.subscribe("task:" + retried);
            assertEquals(1, talk.hearEvent("scheduled").at("/data/attempt").asInt());
            assertEquals(2, talk.hearEvent("succeeded").at("/data/result/attempt").asInt());
            talk.subscribe("task:" + cancelled);
            talk.hearEvent("cancelled");
        }
    }

    private void hearOfEnds() {
        try (Talk talk = talk(alice)) {
            talk.subscribe("user:alice");
            String dead = alice.task("'kind':'poison'");
            assertEquals("dead", talk.hearEvent("task").at("/data/state").asText());
            talk.subscribe("task:" + dead);
            talk.hearEvent("dead");
        }
    }

    private void watchOperations() {
        Person adam = Person.of(HOUR, "adam", "admin");
        String task = alice.task("'kind':'process','delay':'1h'");
        try (Talk talk = talk(adam)) {
            talk.subscribe("ops:monitor");
            talk.subscribe("ops:audit");
            talk.hearEvent("sample");
            adam.call().delete("/tasks/" + task).then().statusCode(200);
            assertEquals("alice", talk.hearEvent("task.cancel").at("/data/owner").asText());
        }
    }

    private void readTheInbox() {
        try (Talk talk = talk(bob)) {
            talk.subscribe("user:bob");
            bob.note("{'message':'old','collapseKey':'k'}");
            bob.note("{'message':'late','expiresAt':'2020-01-31T08:00:00Z'}");
            bob.note("{'title':'T','message':'new','collapseKey':'k','data':{'any':[1]}}");
            talk.hear(event -> event.at("/data/message").asText().equals("old"));
            JsonNode last = talk.hear(event -> event.at("/data/title").asText().equals("T"));
            bob.read("/" + last.get("id").asText() + "/read");
            assertEquals(last.get("id"), talk.hearEvent("read").at("/data/id"));
            bob.note("");
            talk.hearEvent("notification");
            bob.read("/read");
            assertTrue(talk.hearEvent("read").get("data").has("upTo"));
        }
        try (Talk talk = talk(bob)) {
            talk.subscribe("user:bob", 0);
            assertEquals(3, talk.hearEvent("replaced").at("/data/by").asInt());
            talk.hearEvent("expired");
        }
    }

    private void makeMistakes() {
        try (Talk talk = talk(alice)) {
            assertEquals("bad_frame", code(talk.refused("this is no JSON")));
            assertEquals("unknown_op", code(talk.refused("{'op':'dance'}")));
            String nonsense = "{'op':'subscribe','channel':'nonsense'}";
            assertEquals("bad_channel", code(talk.refused(nonsense)));
            assertEquals("forbidden", code(talk.subscribe("user:bob")));
            assertEquals("forbidden", code(talk.publish("user:alice", "'data':1")));
            assertEquals("bad_token", code(talk.refresh("a.b.c")));
            assertEquals("bad_token", code(talk.refresh(bob.token())));
        }
    }

    private void wantTooMuch() {
        try (Talk talk = talk(alice)) {
            talk.subscribe("room:a");
            assertEquals("already_subscribed", code(talk.subscribe("room:a")));
            talk.subscribe("room:b");
            talk.subscribe("room:c");
            assertEquals("too_many_subscriptions", code(talk.subscribe("room:d")));
            String large = "'data':'" + "x".repeat(2000) + "'";
            assertEquals("too_big", code(talk.publish(room, large)));
            for (int i = 0; i < 200; i++) {
                talk.say("{'op':'ping','ref':'many'}");
            }
            assertEquals("rate_limited", code(talk.hear("error")));
        }
    }

    /** The store is asked only for the owner of a task; rooms are told without it. */
    private void beWithoutAStore() {
        try (Talk talk = talk(alice)) {
            store.fail();
            assertEquals("unavailable", code(talk.subscribe("task:1")));
        } finally {
            store.work();
        }
    }

    private void outliveAToken() {
        Person brief = Person.of(Duration.ofSeconds(4), "alice");
        try (Talk staying = talk(brief);
                Talk leaving = talk(brief)) {
            staying.hear("expiring");
            assertEquals("refreshed", op(staying.refresh(alice.token())));
            leaving.hear("expiring");
            assertEquals(4005, leaving.closeCode());
            assertEquals("pong", op(staying.ping()));
        }
    }

    private void loseARole() {
        try (Talk talk = talk(Person.of(HOUR, "alice", "viewer"))) {
            talk.subscribe("user:bob");
            talk.refresh(alice.token());
            JsonNode error = talk.hear("error");
            assertEquals("forbidden", code(error));
            assertFalse(error.has("ref"), "nobody asked for it");
        }
    }

    private void seeTheServerStop() {
        try (Talk talk = talk(alice)) {
            talk.ping();
            liveConnections.announceDrain(Duration.ofSeconds(2));
            talk.hear("draining");
        }
    }

    private Talk talk(Person person) {
        return Talk.begin(ShortTokens.address(root.getPort(), person.token()), seen);
    }

    private static String op(JsonNode frame) {
        return frame.get("op").asText();
    }

    private static String code(JsonNode error) {
        return error.path("code").asText();
    }
}
