package io.handoff.demo;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DemoSwitchedOffTest.Off.class)
class DemoSwitchedOffTest {

    public static class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("handoff.demo.enabled", "false");
        }
    }

    @Test
    void shouldNotKnowTheKind() {
        Api.problem(400, Api.json("{'kind':'demo'}").post("/tasks"))
                .body(
                        "detail",
                        allOf(containsString("Unknown kind"), not(containsString("demo,"))));
    }
}
