package io.handoff.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PageTest {

    private static final int MOST_BYTES = 100_000;

    /** What a file asks for in turn; but not the chart's library, which only the monitor loads. */
    private static final Pattern ASKS =
            Pattern.compile(
                    "(?:from |import |href=|src=)['\"]([./][^'\"]+|page/[^'\"]+|[a-z.]+)['\"]");

    private static final Pattern MARKUP = Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML");

    @Test
    void shouldServeThePageUnderAStrictPolicyWithNothingInline() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header(
                        "Content-Security-Policy",
                        "default-src 'self'; object-src 'none'; base-uri 'none';"
                                + " form-action 'self'; frame-ancestors 'none'")
                .body(not(containsString("<script>")))
                .body(not(containsString("style=\"")))
                .body(not(containsString("onclick")));
    }

    @Test
    void shouldServeAllThatThePageAsksForAndStayLight() {
        int bytes = 0;
        Set<String> files = files();
        for (String file : files) {
            Response answer = zipped(file);
            assertEquals(200, answer.statusCode(), file);
            assertEquals("nosniff", answer.header("X-Content-Type-Options"), file);
            assertEquals("gzip", answer.header("Content-Encoding"), file);
            bytes += answer.asByteArray().length;
        }
        assertTrue(files.size() > 20, "found only " + files);
        assertTrue(bytes < MOST_BYTES, "The page has " + bytes + " bytes gzipped: " + files);
    }

    @Test
    void shouldMakeNoMarkupOfTexts() {
        files().stream()
                .filter(file -> file.startsWith("/page/") || file.equals("/handoff.js"))
                .forEach(
                        file ->
                                assertEquals(
                                        0, MARKUP.matcher(text(file)).results().count(), file));
    }

    @Test
    void shouldServeTheChartsLibrary() {
        Matcher library = Pattern.compile("'(/webjars/[^']+)'").matcher(text("/page/chart.js"));
        assertTrue(library.find());

        given().get(library.group(1)).then().statusCode(200);
    }

    @Test
    void shouldSendAFileOnceAsLongAsItIsTheSame() {
        String tag = zipped("/page/app.js").header("ETag");

        given().header("Accept-Encoding", "gzip")
                .header("If-None-Match", tag)
                .get("/page/app.js")
                .then()
                .statusCode(304)
                .header("Cache-Control", "no-cache")
                .header("ETag", tag)
                .body(equalTo(""));
        given().header("If-None-Match", "\"other\"").get("/page/app.js").then().statusCode(200);
    }

    @Test
    void shouldSendItPlainToWhoTakesNoGzip() {
        given().config(plain())
                .header("Accept-Encoding", "identity")
                .get("/page/app.js")
                .then()
                .statusCode(200)
                .header("Content-Encoding", equalTo(null))
                .header("Vary", equalTo("accept-encoding"))
                .body(containsString("class App"));
    }

    @Test
    void shouldAnswerHeadAndWhatThereIsNot() {
        given().head("/page/app.js").then().statusCode(200).body(equalTo(""));
        given().get("/page/none.js").then().statusCode(404);
        given().get("/page/../application.properties").then().statusCode(404);
        given().get("/application.properties").then().statusCode(404);
    }

    private static Set<String> files() {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(Set.of("/"));
        while (!left.isEmpty()) {
            String file = left.pop();
            if (found.add(file)) {
                Matcher asked = ASKS.matcher(text(file));
                while (asked.find()) {
                    left.push(resolved(file, asked.group(1)));
                }
            }
        }
        return found;
    }

    private static String resolved(String from, String path) {
        return java.net.URI.create("http://page" + from).resolve(path).getPath();
    }

    private static String text(String file) {
        return given().config(plain()).header("Accept-Encoding", "identity").get(file).asString();
    }

    private static Response zipped(String file) {
        return given().config(plain()).header("Accept-Encoding", "gzip").get(file);
    }

    private static RestAssuredConfig plain() {
        return RestAssuredConfig.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
    }
}
