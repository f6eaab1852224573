package io.handoff.task.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.handoff.Api;
import io.handoff.Stages;
import io.handoff.task.ATask;
import io.handoff.task.Submission;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TaskCountTest {

    @Inject TaskStore store;

    @Test
    void shouldCountExactlyUpToTenThousand() {
        fill(10_000);
        count("state=dead&kind=many", 10_000, false);

        fill(1);
        count("state=dead&kind=many", 10_000, true);
        count("kind=many", 10_000, true);
        count("state=queued&kind=many", 0, false);
    }

    @Test
    void shouldCountOnlyStatesThatThereAre() {
        Api.problem(400, given().get("/tasks/count?state=tired"))
                .body("detail", containsString("succeeded"));
    }

    private void fill(int tasks) {
        List<? extends CompletionStage<?>> stored =
                IntStream.range(0, tasks)
                        .mapToObj(i -> ATask.in(TaskState.DEAD).kind("many").build())
                        .map(task -> store.accept(new Submission(task, null)))
                        .toList();
        stored.forEach(Stages::value);
    }

    private static void count(String query, int count, boolean more) {
        given().get("/tasks/count?" + query)
                .then()
                .statusCode(200)
                .body("count", equalTo(count))
                .body("more", equalTo(more));
    }
}
