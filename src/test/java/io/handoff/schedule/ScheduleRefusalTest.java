package io.handoff.schedule;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ScheduleRefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cron':'61 * * * *'                 | invalid minute '61'",
                "'cron':'*/90 * * * *'               | a step cannot exceed 60",
                "'cron':'every day'                  | @daily",
                "'cron':'0 0 30 2 *'                 | never due",
                "'cron':' '                          | '30 8 * * MON-FRI'",
                "'cron':5                            | 'cron'",
                "'cron':null                         | 'cron'",
                "'name':'no cron'                    | 'cron'",
                "'cron':'@daily','zone':'Mars/Base'  | Europe/Berlin",
                "'cron':'@daily','zone':'+02:00'     | 'zone'",
                "'cron':'@daily','zone':7            | 'zone'",
                "'cron':'@daily','name':''           | 'name'",
                "'cron':'@daily','priority':1000     | 'priority'",
                "'cron':'@daily','timeout':'0s'      | 'timeout'",
                "'cron':'@daily','maxAttempts':0     | 'maxAttempts'",
                "'cron':'@daily','payload':[1]       | 'payload'",
                "'cron':'@daily','delay':'5m'        | 'delay' is not a field of a schedule",
                "'cron':'@daily','uniqueKey':'k'     | 'uniqueKey' is not a field of a schedule"
            })
    void shouldNameTheFieldThatIsWrong(String field, String part) {
        Api.problem(400, Api.json("{'kind':'process'," + field + "}").post("/schedules"))
                .body("detail", containsString(part));
    }

    @Test
    void shouldNameTheKnownKinds() {
        Api.problem(400, Api.json("{'kind':'nope','cron':'@daily'}").post("/schedules"))
                .body(
                        "detail",
                        allOf(
                                containsString("nope"),
                                containsString("notify"),
                                containsString("process")));
    }

    @Test
    void shouldAskOfAPayloadWhatItsKindAsks() {
        Api.problem(400, Api.json("{'kind':'notify','cron':'@daily'}").post("/schedules"))
                .body("detail", containsString("'user'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{} {}"})
    void shouldRefuseABodyThatIsNone(String body) {
        Api.problem(400, Api.json(body).post("/schedules"));
    }

    @Test
    void shouldRefuseAPayloadThatIsTooLarge() {
        String text = "x".repeat(256 * 1024);
        Api.problem(
                413,
                Api.json("{'kind':'process','cron':'@daily','payload':{'t':'" + text + "'}}")
                        .post("/schedules"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=x"})
    void shouldRefuseAListThatIsNone(String query) {
        Api.problem(400, given().get("/schedules?" + query));
    }

    @Test
    void shouldRefuseOtherMethods() {
        Api.problem(405, given().delete("/schedules"));
        Api.problem(415, given().contentType("text/plain").body("{}").post("/schedules"));
    }
}
