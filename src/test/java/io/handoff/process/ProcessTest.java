package io.handoff.process;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Api;
import io.handoff.Crowd;
import io.handoff.store.StoreSettings;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProcessTest {

    private static final String LINE =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z %s Processed: %s";

    @Inject StoreSettings settings;

    @ParameterizedTest
    @ValueSource(strings = {"/process", "/process/"})
    void shouldAcceptAnyObjectAndSayWhereToFollowIt(String path) {
        var answer = Api.json("{'data':'hello'}").post(path);

        String id = Api.id(answer);
        answer.then()
                .header("Location", endsWith("/tasks/" + id))
                .body("status", equalTo("accepted"))
                .body("task", equalTo("/tasks/" + id))
                .body("events", equalTo("/channels/task:" + id + "/events"));
    }

    @Test
    void shouldAppendALineToTheLog() throws IOException {
        String id = Api.id(Api.json("{ 'name' : 'Zoë 🎉', 'n' : [1, 2] }").post("/process"));

        assertEquals("succeeded", Api.end(id).get("state"));

        String line = lineOf(id);
        String wanted = String.format(LINE, id, "\\{\"name\":\"Zoë 🎉\",\"n\":\\[1,2]}");
        assertTrue(line.matches(wanted), line);
    }

    @Test
    void shouldKeepEveryDigit() throws IOException {
        String numbers = "{\"a\":1.10,\"b\":12345678901234567890.123456789,\"c\":1E+400}";

        String id = Api.id(Api.json(numbers).post("/process"));
        Api.end(id);

        assertTrue(lineOf(id).endsWith(numbers), lineOf(id));
    }

    @Test
    void shouldKeepEveryDigitInTasksToo() throws IOException {
        String numbers = "{\"a\":1.10,\"b\":12345678901234567890.123456789,\"c\":1E+400}";

        String id = Api.task("{'kind':'process','payload':" + numbers + "}");
        Api.end(id);

        assertTrue(lineOf(id).endsWith(numbers), lineOf(id));
    }

    @Test
    void shouldNotMixLinesOfACrowd() throws IOException {
        String text = "x".repeat(20_000);

        List<String> ids =
                Crowd.together(6, () -> Api.id(Api.json("{'t':'" + text + "'}").post("/process")));

        for (String id : ids) {
            assertEquals("succeeded", Api.end(id).get("state"));
            assertTrue(lineOf(id).endsWith("Processed: {\"t\":\"" + text + "\"}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1]",
                "'text'",
                "7",
                "null",
                "{'a':1}{'b':2}",
                "{'a':1,'a':2}",
                "{a:1}",
                "{'a':NaN}"
            })
    void shouldRefuseWhatIsNoObject(String body) {
        Api.problem(400, Api.json(body).post("/process")).body("detail", containsString("body"));
    }

    @Test
    void shouldSayWhereTheJsonIsBroken() {
        Api.problem(400, Api.json("{'a':1,\n 'b':}").post("/process"))
                .body("detail", containsString("line 2"));
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        byte[] latin = {'{', '"', 'a', '"', ':', '"', (byte) 0xe9, '"', '}'};

        Api.problem(400, given().contentType("application/json").body(latin).post("/process"));
    }

    @Test
    void shouldRefuseDepthsThatNobodyNeeds() {
        String deep = "{'a':".repeat(1_500) + "1" + "}".repeat(1_500);

        Api.problem(400, Api.json(deep).post("/process"));
    }

    private String lineOf(String id) throws IOException {
        return Files.readAllLines(settings.dataDir().resolve("log.txt")).stream()
                .filter(line -> line.contains(id))
                .findFirst()
                .orElseThrow();
    }
}
