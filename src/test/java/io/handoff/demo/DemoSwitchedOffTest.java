package io.handoff.demo;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.handoff.Api;
import io.handoff.SmallLimits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallLimits.class)
class DemoSwitchedOffTest {

    @Test
    void shouldNotKnowTheKind() {
        Api.problem(400, Api.json("{'kind':'demo'}").post("/tasks"))
                .body(
                        "detail",
                        allOf(containsString("Unknown kind"), not(containsString("demo,"))));
    }
}
