package io.handoff.echo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PageTest {

    @Test
    void shouldServeThePageUnderAStrictPolicyWithNothingInline() {
        given().get("/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", "default-src 'self'")
                .body(containsString("role=\"log\""))
                .body(not(containsString("<script>")))
                .body(not(containsString("style=\"")))
                .body(not(containsString("onclick")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.js",
                "access.js",
                "echo.js",
                "room.js",
                "log.js",
                "handoff.js",
                "connection.js",
                "backoff.js",
                "style.css",
                "icon.svg"
            })
    void shouldServeWhatThePageAsksFor(String file) {
        given().get("/" + file)
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .body(not(containsString("innerHTML")));
    }
}
