package io.handoff.task.worker;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The recipe of CONTRIBUTING.md: a payload record, an observer, and {@code POST /tasks} does the
 * rest.
 */
@QuarkusTest
class AddingAKindTest {

    record Thumbnail(String image, int width) {}

    @Singleton
    static class ThumbnailWorker {
        void on(@ObservesAsync @Kind("thumbnail") TaskRun run) {
            Thumbnail wanted = run.payload(Thumbnail.class);
            run.result(Map.of("file", wanted.width() + "-" + wanted.image()));
        }
    }

    @Test
    void shouldDoANewKindOfWork() {
        String id = Api.task("{'kind':'thumbnail','payload':{'image':'cat.png','width':64}}");

        JsonPath task = Api.end(id);

        assertEquals("succeeded", task.get("state"));
        assertEquals("64-cat.png", task.get("result.file"));
    }

    @Test
    void shouldRefuseAPayloadThatDoesNotFit() {
        String id = Api.task("{'kind':'thumbnail','payload':{'width':'wide'}}");

        JsonPath task = Api.end(id);

        assertEquals("dead", task.get("state"));
        assertEquals(1, task.getInt("attempt"));
    }

    @Test
    void shouldNameTheNewKind() {
        Api.problem(400, Api.json("{'kind':'nope'}").post("/tasks"))
                .body("detail", containsString("thumbnail"));
        given().get("/q/metrics").then().statusCode(200);
    }
}
