package io.handoff.ops;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the service says of its HTTP half. */
final class OpenApi {

    static final String PROBLEM = "application/problem+json";

    private static final String ID = "https://handoff.test/openapi";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final JsonNode root;
    private final SchemaRegistry schemas;

    private OpenApi(JsonNode root) {
        this.root = root;
        this.schemas = registry(root);
    }

    /** One kind of body, with where it is in the document. */
    record Body(String name, String mediaType, String place, JsonNode node) {

        @Override
        public String toString() {
            return name + ' ' + mediaType;
        }
    }

    static OpenApi ofService() {
        return new OpenApi(json(given().accept("application/json").get("/q/openapi").asString()));
    }

    /** OpenAPI 3.1's schemas are those of draft 2020-12. */
    private static SchemaRegistry registry(JsonNode root) {
        List<Keyword> others = new ArrayList<>();
        root.fieldNames().forEachRemaining(name -> others.add(new NonValidationKeyword(name)));
        Dialect dialect = Dialect.builder(Dialects.getDraft202012()).keywords(others).build();
        SchemaRegistryConfig strict =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDefaultDialect(
                dialect,
                registry ->
                        registry.schemas(Map.of(ID, root.toString())).schemaRegistryConfig(strict));
    }

    /** Operations by method and path: {@code GET /tasks}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        root.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(entry -> METHODS.contains(entry.getKey()))
                                        .forEach(
                                                entry ->
                                                        operations.put(
                                                                entry.getKey().toUpperCase()
                                                                        + ' '
                                                                        + path.getKey(),
                                                                entry.getValue())));
        return operations;
    }

    /** All that is sent or answered in some operation. */
    List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        operations()
                .forEach(
                        (name, operation) -> {
                            if (operation.has("requestBody")) {
                                add(bodies, name, operation.get("requestBody"));
                            }
                            operation
                                    .get("responses")
                                    .properties()
                                    .forEach(
                                            entry ->
                                                    add(
                                                            bodies,
                                                            name + ' ' + entry.getKey(),
                                                            entry.getValue()));
                        });
        return bodies;
    }

    private void add(List<Body> bodies, String name, JsonNode reference) {
        String place = reference.get("$ref").asText().substring(1);
        root.at(place)
                .path("content")
                .properties()
                .forEach(
                        entry ->
                                bodies.add(
                                        new Body(
                                                name,
                                                entry.getKey(),
                                                place
                                                        + "/content/"
                                                        + entry.getKey().replace("/", "~1"),
                                                entry.getValue())));
    }

    /** The body of an answer. */
    Body answer(String operation, int status) {
        return bodies().stream()
                .filter(body -> body.name().equals(operation + ' ' + status))
                .filter(body -> body.mediaType().contains("json"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(operation + ' ' + status));
    }

    List<JsonNode> examples(Body body) {
        List<JsonNode> examples = new ArrayList<>();
        body.node()
                .path("examples")
                .forEach(
                        example ->
                                examples.add(
                                        example.has("$ref")
                                                ? root.at(example.get("$ref").asText().substring(1))
                                                        .path("value")
                                                : example.path("value")));
        return examples;
    }

    /** What is wrong with a body; empty if nothing is. */
    List<String> faults(Body body, JsonNode value) {
        return schemas
                .getSchema(SchemaLocation.of(ID + '#' + body.place() + "/schema"))
                .validate(value)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The fields that a body may have, where it is no map; others are none of its business. */
    Set<String> fields(Body body) {
        JsonNode schema = body.node().get("schema");
        JsonNode found =
                schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        Set<String> names = new TreeSet<>();
        found.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
