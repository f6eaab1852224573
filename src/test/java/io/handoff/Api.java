package io.handoff;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** The service as its clients call it. */
public final class Api {

    private Api() {}

    /** A request with a JSON body; single quotes stand for double ones. */
    public static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body.replace('\'', '"'));
    }

    /** Hands in what {@code POST /tasks} takes; returns the task's id. */
    public static String task(String body) {
        return id(json(body).post("/tasks"));
    }

    public static String id(Response accepted) {
        return accepted.then().statusCode(202).extract().path("id");
    }

    /** The task when it has ended. */
    public static JsonPath end(String id) {
        return given().queryParam("wait", 20)
                .get("/tasks/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static JsonPath find(String id) {
        return given().get("/tasks/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** Checks that the answer is a problem document of that status; goes on with its checks. */
    public static ValidatableResponse problem(int status, Response response) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("about:blank"))
                .body("title", not(equalTo(null)))
                .body("instance", not(equalTo(null)))
                .body("detail", not(containsString("Exception")));
    }
}
