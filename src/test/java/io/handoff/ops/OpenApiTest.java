package io.handoff.ops;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.handoff.Api;
import io.handoff.ops.OpenApi.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

    private OpenApi document;

    @BeforeEach
    void read() {
        document = OpenApi.ofService();
    }

    @Test
    void shouldDescribeEveryCall() {
        assertEquals(calls(), document.operations().keySet());
        document.operations()
                .forEach(
                        (name, operation) -> {
                            assertFalse(operation.path("summary").asText().isBlank(), name);
                            assertFalse(operation.path("tags").isEmpty(), name);
                            operation
                                    .path("parameters")
                                    .forEach(query -> assertTrue(query.has("schema"), name));
                        });
    }

    @Test
    void shouldShowExamplesThatFit() {
        assertFalse(document.bodies().isEmpty());
        for (Body body : document.bodies()) {
            assertFalse(document.examples(body).isEmpty(), body.toString());
            for (JsonNode example : document.examples(body)) {
                assertEquals(List.of(), document.faults(body, example), body.toString());
            }
        }
    }

    @Test
    void shouldShowStreamsWhoseDataIsJson() {
        List<Body> streams =
                document.bodies().stream()
                        .filter(body -> body.mediaType().equals("text/event-stream"))
                        .toList();
        assertEquals(1, streams.size());
        document.examples(streams.get(0))
                .get(0)
                .asText()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> assertTrue(OpenApi.json(line.substring(6)).isObject()));
    }

    @Test
    void shouldTellErrorsAsProblems() {
        for (Body body : document.bodies()) {
            boolean error = body.name().matches(".* [45]\\d\\d");
            assertEquals(error, body.mediaType().equals(OpenApi.PROBLEM), body.toString());
        }
    }

    @Test
    void shouldAnswerAsItSays() {
        String room = "/channels/room:" + UUID.randomUUID() + "/events";
        String events = "/channels/{channel}/events";
        fits("POST /process", Api.json("{}").post("/process"));
        fits("POST /tasks", Api.json("{'kind':'process'}").post("/tasks"));
        fits("POST /tasks", Api.json("{'kind':'none'}").post("/tasks"));
        fits("GET /tasks", given().get("/tasks?limit=1"));
        fits("POST /notify/{user_id}", given().post("/notify/olga"));
        fits("POST " + events, Api.json("{'data':1,'id':'a'}").post(room));
        fits("POST " + events, Api.json("{'data':1,'id':'a'}").post(room));
        fits("POST " + events, Api.json("{'data':1,'ephemeral':true}").post(room));
        fits("GET " + events, given().get(room));
        fits("GET " + events, given().get(room + "?after=x"));
        fits("GET /inbox", given().get("/inbox?user=olga"));
        fits("POST /inbox/read", given().post("/inbox/read?user=olga"));
        fits("POST /inbox/{id}/read", given().post("/inbox/none/read?user=olga"));
        fits("POST /tickets", given().post("/tickets"));
        fits("GET /capacity", given().get("/capacity"));
        fits("GET /ws", given().get("/ws"));
        fits("GET /ws/live", given().get("/ws/live"));
    }

    @Test
    void shouldTellOfTasksAsItSays() {
        String task = "/tasks/" + Api.task("{'kind':'poison'}");
        given().get(task + "?wait=20");
        String waiting = "/tasks/" + Api.task("{'kind':'process','delay':'1h'}");

        fits("GET /tasks/{id}", given().get(task));
        fits("GET /tasks/{id}", given().get("/tasks/none"));
        fits("DELETE /tasks/{id}", given().delete(task));
        fits("DELETE /tasks/{id}", given().delete(waiting));
        fits("POST /tasks/{id}/retry", given().post(task + "/retry"));
        fits("POST /tasks/{id}/retry", given().post(waiting + "/retry"));
    }

    @Test
    void shouldTellOfSchedulesAsItSays() {
        String work = "{'kind':'process','cron':'@yearly','name':'New year'}";
        Response made = Api.json(work).post("/schedules");
        fits("POST /schedules", made);
        fits("POST /schedules", Api.json("{'kind':'process'}").post("/schedules"));
        String schedule = made.jsonPath().getString("schedule");
        fits("GET /schedules", given().get("/schedules?limit=1"));
        fits("GET /schedules/{id}", given().get(schedule));
        fits("GET /schedules/{id}", given().get("/schedules/none"));
        fits("POST /schedules/{id}/pause", given().post(schedule + "/pause"));
        fits("POST /schedules/{id}/resume", given().post(schedule + "/resume"));
        fits("POST /schedules/{id}/run", given().post(schedule + "/run"));
        given().delete(schedule).then().statusCode(204);
        fits("DELETE /schedules/{id}", given().delete(schedule));
    }

    private void fits(String operation, Response response) {
        Body body = document.answer(operation, response.statusCode());
        assertEquals(body.mediaType(), response.contentType().split(";")[0]);
        JsonNode answer = OpenApi.json(response.asString());
        assertEquals(List.of(), document.faults(body, answer), answer.toString());
        Set<String> named = document.fields(body);
        answer.fieldNames()
                .forEachRemaining(
                        name -> assertTrue(named.isEmpty() || named.contains(name), name));
    }

    /** What the code takes, found without the help of what wrote the document. */
    private static Set<String> calls() {
        return StreamSupport.stream(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.handoff")
                                .spliterator(),
                        false)
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(JavaClass::reflect)
                .flatMap(OpenApiTest::calls)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> calls(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(
                        method ->
                                Arrays.stream(method.getAnnotations())
                                        .map(Annotation::annotationType)
                                        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                                        .map(type -> type.getSimpleName() + ' ')
                                        .map(name -> name + path(resource, method)));
    }

    private static String path(Class<?> resource, Method method) {
        Path more = method.getAnnotation(Path.class);
        return resource.getAnnotation(Path.class).value() + (more == null ? "" : more.value());
    }
}
