package io.handoff.task.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TaskListTest {

    @Test
    void shouldPageThroughAllNewestFirst() {
        // given five of a kind of their own
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(Api.task("{'kind':'limited','delay':'1h'}"));
        }

        // when
        List<String> seen = new ArrayList<>();
        String next = "/tasks?kind=limited&state=scheduled&limit=2";
        int pages = 0;
        while (next != null) {
            JsonPath page = given().get(next).then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("tasks.id"));
            assertTrue(page.getList("tasks").size() <= 2);
            next = page.get("next");
            pages++;
        }

        // then
        ids.sort(Comparator.reverseOrder());
        assertEquals(ids, seen);
        assertEquals(3, pages);
        ids.forEach(id -> given().delete("/tasks/" + id).then().statusCode(200));
    }

    @Test
    void shouldFilterByStateAndKind() {
        String dead = Api.task("{'kind':'poison'}");
        Api.end(dead);

        given().get("/tasks/?state=dead&kind=poison&limit=500")
                .then()
                .statusCode(200)
                .body("tasks.id", hasItem(dead))
                .body("tasks.state", everyItem(equalTo("dead")))
                .body("tasks.kind", everyItem(equalTo("poison")));
        given().get("/tasks?state=succeeded&limit=500").then().body("tasks.id", not(hasItem(dead)));
    }

    @Test
    void shouldListNothingOfAnUnknownKind() {
        given().get("/tasks?kind=nope")
                .then()
                .statusCode(200)
                .body("tasks", empty())
                .body("$", not(hasItem("next")));
    }
}
