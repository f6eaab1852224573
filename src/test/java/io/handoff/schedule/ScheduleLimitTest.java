package io.handoff.schedule;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Api;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ScheduleLimitTest.Few.class)
class ScheduleLimitTest {

    public static class Few implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("handoff.schedules.per-owner", "2", "handoff.schedules.limit", "3");
        }
    }

    @Inject Limits limits;

    @Test
    void shouldRefuseOneTooManyUntilOneIsDeleted() {
        Response first = make("alice");
        make("alice").then().statusCode(201);

        Api.problem(409, make("alice"))
                .body("detail", containsString("handoff.schedules.per-owner"));
        make("bob").then().statusCode(201);
        Api.problem(503, make("bob"))
                .header("Retry-After", matchesPattern("[1-3]"))
                .body("detail", containsString("handoff.schedules.limit"));
        assertEquals(1, limits.count(Limit.SCHEDULES_PER_OWNER));
        assertEquals(1, limits.count(Limit.SCHEDULES));

        given().delete(first.jsonPath().getString("schedule") + "?user=alice");
        make("bob").then().statusCode(201);
    }

    private static Response make(String user) {
        return Api.json("{'kind':'process','cron':'@yearly'}").post("/schedules?user=" + user);
    }
}
