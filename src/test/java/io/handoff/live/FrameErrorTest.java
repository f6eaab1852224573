package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients do wrong, and what they are told: the socket stays open. */
@QuarkusTest
class FrameErrorTest {

    @TestHTTPResource("/")
    URL root;

    private LiveClient client;

    @BeforeEach
    void open() {
        client = LiveClient.open(root.getPort(), "");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                                                     | bad_frame",
                "[1]                                                   | bad_frame",
                "hello                                                 | bad_frame",
                "{}                                                    | bad_frame",
                "{'op':5}                                              | bad_frame",
                "{'op':'ping','ref':{}}                                | bad_frame",
                "{'op':'jump'}                                         | unknown_op",
                "{'op':'subscribe'}                                    | bad_channel",
                "{'op':'subscribe','channel':'nonsense'}               | bad_channel",
                "{'op':'subscribe','channel':'room:a b'}               | bad_channel",
                "{'op':'subscribe','channel':'ops:nope'}               | bad_channel",
                "{'op':'publish','channel':'ops:audit','data':1}       | forbidden",
                "{'op':'subscribe','channel':'room:a','after':-1}      | bad_frame",
                "{'op':'subscribe','channel':'room:a','after':'1'}     | bad_frame",
                "{'op':'subscribe','channel':'room:a','after':1.5}     | bad_frame",
                "{'op':'unsubscribe','channel':'room:a'}               | not_subscribed",
                "{'op':'unsubscribe'}                                  | not_subscribed",
                "{'op':'publish','channel':'room:a'}                   | bad_frame",
                "{'op':'publish','data':1}                             | bad_channel",
                "{'op':'ping','aftr':1}                                | bad_frame",
                "{'op':'publish','channel':'user:a','data':1}          | forbidden",
                "{'op':'publish','channel':'task:a','data':1}          | forbidden",
                "{'op':'publish','channel':'room:a','data':1,'type':7} | bad_frame",
                "{'op':'publish','channel':'room:a','data':1,'type':'join'}  | bad_frame",
                "{'op':'publish','channel':'room:a','data':1,'id':'a b'}     | bad_frame",
                "{'op':'publish','channel':'room:a','data':1,'ephemeral':1}  | bad_frame",
                "{'op':'presence','channel':'user:a'}                  | bad_channel",
                "{'op':'refresh'}                                      | bad_frame",
                "{'op':'refresh','token':'x'}                          | bad_token",
                "{'op':'ping','ref':'\\ud83d'}                         | bad_frame",
                "{'op':'publish','channel':'room:a','data':'\\ud83d'}  | bad_frame",
                "{'op':'publish','channel':'room:a','data':{'\\ude00':1}} | bad_frame",
                "{'op':'publish','channel':'room:a','data':1e2147483648}  | bad_frame",
                "{'op':'publish','channel':'room:a','data':1,'data':2}    | bad_frame",
                "{'op':'ping','op':'ping'}                             | bad_frame",
                "{'op':'publish','channel':'room:a','data':1,'type':'error'} | bad_frame"
            })
    void shouldSayWhatIsWrong(String frame, String code) {
        client.send(frame);

        JsonNode error = client.next();
        assertEquals("error", error.get("op").asText());
        assertEquals(code, error.get("code").asText());
        assertFalse(error.get("temporary").asBoolean());
        assertTrue(error.get("message").asText().length() > 10);
        assertFalse(error.get("message").asText().contains("Exception"), error.toString());
        client.untilPong();
    }

    @Test
    void shouldGiveTheRefBack() {
        client.send("{'op':'jump','ref':'here'}");

        assertEquals("here", client.next("error").get("ref").asText());
    }

    @Test
    void shouldRefuseASecondSubscription() {
        client.subscribe("room:twice");

        client.send("{'op':'subscribe','channel':'room:twice','ref':1}");

        JsonNode error = client.next("error");
        assertEquals("already_subscribed", error.get("code").asText());
        assertEquals("room:twice", error.get("channel").asText());
    }

    @Test
    void shouldCloseWhereAMessageIsTooBig() {
        client.send(" ".repeat(70_000));

        assertEquals(1009, client.closeCode());
    }
}
