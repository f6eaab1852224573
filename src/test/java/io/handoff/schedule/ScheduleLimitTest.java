package io.handoff.schedule;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Api;
import io.handoff.SmallLimits;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallLimits.class)
class ScheduleLimitTest {

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
