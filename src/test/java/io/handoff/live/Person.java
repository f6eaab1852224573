package io.handoff.live;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** Somebody with a token, as the HTTP half knows her. */
record Person(String name, String token) {

    /** With a token for an hour. */
    static Person named(String name) {
        return of(ShortTokens.HOUR, name);
    }

    static Person of(Duration life, String name, String... roles) {
        return new Person(name, ShortTokens.token(life, name, roles));
    }

    RequestSpecification call() {
        return ShortTokens.call(token);
    }

    /**
     * Hands a task in; returns its id.
     *
     * @param fields without the braces, in single quotes
     */
    String task(String fields) {
        return call().body(Talk.quoted("{" + fields + "}"))
                .post("/tasks")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Leaves a note for herself; returns when it is in her channel. */
    void note(String body) {
        String task =
                call().body(Talk.quoted(body))
                        .post("/notify/" + name)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("task");
        call().get(task + "?wait=20").then().statusCode(200);
    }

    void read(String path) {
        call().post("/inbox" + path).then().statusCode(200);
    }
}
