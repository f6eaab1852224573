package io.handoff.live;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code docs/asyncapi.yaml}: what may be said on {@code /ws/live}, and by whom. */
final class AsyncApi {

    static final AsyncApi DOCUMENT = read(Path.of("docs/asyncapi.yaml"));

    /** Its numbers stay as they are written. */
    private static final ObjectMapper EXACT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private static final String ID = "https://handoff.test/asyncapi";
    private static final String CHANNEL = "/channels/live";

    private final JsonNode root;
    private final SchemaRegistry schemas;
    private final Map<String, Message> client = new TreeMap<>();
    private final Map<String, Message> server = new TreeMap<>();

    private AsyncApi(JsonNode root) {
        this.root = root;
        this.schemas = registry(root);
        for (JsonNode operation : root.get("operations")) {
            boolean receives = operation.get("action").asText().equals("receive");
            all(operation.get("messages")).forEach(ref -> add(receives ? client : server, ref));
            all(operation.path("reply").path("messages")).forEach(ref -> add(server, ref));
        }
    }

    /**
     * What one {@code op} stands for.
     *
     * @param payload its schema as it is written
     */
    record Message(String op, JsonNode payload, List<JsonNode> examples, Schema schema) {

        /** What is wrong with a frame; empty if nothing is. */
        List<String> faults(JsonNode frame) {
            return schema.validate(frame).stream().map(Error::toString).toList();
        }

        @Override
        public String toString() {
            return op;
        }
    }

    private static AsyncApi read(Path file) {
        try {
            return new AsyncApi(new YAMLMapper().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** AsyncAPI's schemas are those of draft 7; what is around them is none of a schema's words. */
    private static SchemaRegistry registry(JsonNode root) {
        List<Keyword> others = new ArrayList<>();
        root.fieldNames().forEachRemaining(name -> others.add(new NonValidationKeyword(name)));
        Dialect draft7 = Dialect.builder(Dialects.getDraft7()).keywords(others).build();
        SchemaRegistryConfig strict =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDefaultDialect(
                draft7,
                registry ->
                        registry.schemas(Map.of(ID, root.toString())).schemaRegistryConfig(strict));
    }

    private void add(Map<String, Message> messages, JsonNode reference) {
        String place = place(reference);
        JsonNode message = root.at(place);
        String schema = message.get("payload").has("$ref") ? place(message.get("payload")) : null;
        String where = schema == null ? place + "/payload" : schema;
        JsonNode payload = root.at(where);
        String op = payload.at("/properties/op/const").asText();
        messages.put(
                op,
                new Message(
                        op,
                        payload,
                        all(message.get("examples"))
                                .map(example -> example.get("payload"))
                                .toList(),
                        schemas.getSchema(SchemaLocation.of(ID + '#' + where))));
    }

    /** Where a reference leads to in the end. */
    private String place(JsonNode reference) {
        String place = reference.get("$ref").asText().substring(1);
        JsonNode found = root.at(place);
        return found.has("$ref") ? place(found) : place;
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** What clients say, by {@code op}. */
    Map<String, Message> client() {
        return client;
    }

    /** What the server says, by {@code op}. */
    Map<String, Message> server() {
        return server;
    }

    /** The {@code op}s of what may come as the answer to one of a client's. */
    Set<String> answers(String op) {
        Set<String> answers = new TreeSet<>();
        for (JsonNode operation : root.get("operations")) {
            if (opOf(operation.get("messages").get(0)).equals(op)
                    && operation.get("action").asText().equals("receive")) {
                all(operation.at("/reply/messages")).forEach(ref -> answers.add(opOf(ref)));
            }
        }
        return answers;
    }

    private String opOf(JsonNode reference) {
        JsonNode payload = root.at(place(reference)).get("payload");
        JsonNode schema = payload.has("$ref") ? root.at(place(payload)) : payload;
        return schema.at("/properties/op/const").asText();
    }

    /** Messages that the channel lists. */
    List<String> listed() {
        List<String> ops = new ArrayList<>();
        root.at(CHANNEL + "/messages").forEach(reference -> ops.add(opOf(reference)));
        return ops;
    }

    Set<String> errorCodes() {
        Set<String> codes = new TreeSet<>();
        all(root.at("/components/schemas/errorCode/enum"))
                .forEach(code -> codes.add(code.asText()));
        return codes;
    }

    String description() {
        return root.at("/info/description").asText();
    }

    /** The path of the WebSocket. */
    String path() {
        return root.at(CHANNEL + "/address").asText();
    }

    /** In which part of the query a ticket goes. */
    String ticketName() {
        return root.at("/components/securitySchemes/ticket/name").asText();
    }

    static JsonNode json(String text) {
        try {
            return EXACT.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
