package io.handoff.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads YAML into trees. A key written twice is an error; YAML itself would take the last one. */
final class Yaml {
    private static final ObjectMapper MAPPER =
            YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private Yaml() {}

    static List<ObjectNode> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    static List<ObjectNode> parse(String yaml) throws IOException {
        try (MappingIterator<ObjectNode> documents =
                MAPPER.readerFor(ObjectNode.class).readValues(yaml)) {
            return documents.readAll().stream().filter(Objects::nonNull).toList();
        }
    }

    static ObjectNode parseOne(String yaml) throws IOException {
        return parse(yaml).get(0);
    }
}
