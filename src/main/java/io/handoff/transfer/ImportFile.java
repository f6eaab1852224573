package io.handoff.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.http.StoredText;
import io.handoff.http.StrictJsonParser;
import io.handoff.store.open.StoreRows;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.Table.Column;
import io.handoff.store.sql.TableWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an export row by row into a store; see {@link Format}. */
final class ImportFile {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Format.LONGEST_LINE)
                                    .build())
                    .build();

    private static final ObjectMapper TREES = new ObjectMapper(JSON);

    private static final Map<String, Table> TABLES =
            Table.ALL.stream().collect(Collectors.toMap(Table::name, Function.identity()));

    private final Lines lines;

    private ImportFile(InputStream from) {
        this.lines = new Lines(from);
    }

    /**
     * @param target opened only after the head of an export was read
     * @return the number of rows by table
     * @throws BadFile if the input is not a complete export; then nothing was written
     */
    static Map<String, Long> read(InputStream from, Supplier<TableWriter> target)
            throws IOException {
        ImportFile file = new ImportFile(from);
        file.head();
        try (TableWriter store = target.get()) {
            Batch batch = new Batch(store);
            file.rows(batch);
            file.end(batch.counts());
            store.commit();
            return batch.counts();
        }
    }

    private void head() throws IOException {
        if (!lines.next()) {
            throw new BadFile("Nothing to import: the input is empty.");
        }
        JsonNode head = tree();
        if (!head.path(Format.HANDOFF).asText().equals(Format.EXPORT)) {
            throw bad("is not the head of an export.");
        }
        refuseNewer(head, Format.FORMAT, Format.VERSION);
        refuseNewer(head, Format.SCHEMA, StoreRows.SCHEMA);
    }

    private void refuseNewer(JsonNode head, String field, int known) {
        int found = head.path(field).asInt(Integer.MAX_VALUE);
        if (found > known) {
            throw bad(
                    "comes from a newer Handoff ("
                            + field
                            + ' '
                            + head.path(field).asText("missing")
                            + "; this version reads up to "
                            + known
                            + "). Import it with the newer version.");
        }
    }

    /** Reads rows up to and including the line with the end. */
    private void rows(Batch batch) throws IOException {
        while (lines.next()) {
            try (JsonParser parser = parser()) {
                expect(parser, JsonToken.START_OBJECT);
                expect(parser, JsonToken.FIELD_NAME);
                if (parser.currentName().equals(Format.END)) {
                    batch.flush();
                    return;
                }
                Table table = TABLES.get(parser.currentName());
                if (table == null) {
                    throw bad("names an unknown table.");
                }
                batch.add(table, row(table, parser), lines.length(), lines.number());
            } catch (JsonProcessingException e) {
                throw damaged();
            }
        }
        throw BadFile.at(lines.number() + 1, "is missing: the export was cut off before its end.");
    }

    private @Nullable Object[] row(Table table, JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_OBJECT);
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser));
        }
        expectEnd(parser);
        List<Column> columns = table.columns();
        @Nullable Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = value(columns.get(i), values.remove(columns.get(i).name()));
        }
        if (!values.isEmpty()) {
            throw bad("has unknown columns.");
        }
        return row;
    }

    private Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getLongValue();
            // A store of an older version may hold NUL, which PostgreSQL does not take.
            case VALUE_STRING -> StoredText.repaired(parser.getText());
            default -> throw damaged();
        };
    }

    private @Nullable Object value(Column column, @Nullable Object found) {
        if (found == null) {
            return column.number() ? 0L : null;
        }
        if (column.number() != found instanceof Long) {
            throw damaged();
        }
        return found;
    }

    private void end(Map<String, Long> counts) throws IOException {
        JsonNode end = tree().path(Format.END);
        Map<String, Long> expected = new HashMap<>();
        end.path(Format.ROWS)
                .properties()
                .forEach(row -> expected.put(row.getKey(), row.getValue().asLong()));
        if (!expected.equals(counts)) {
            throw bad(
                    "does not match the number of rows before it: the file was changed or damaged.");
        }
        if (!end.path(Format.CRC).asText().equals(Format.crc(lines.crc()))) {
            throw bad("does not match the checksum of the lines before it: the file was damaged.");
        }
        if (lines.next()) {
            throw bad("comes after the end of the export.");
        }
    }

    private JsonNode tree() throws IOException {
        try {
            @Nullable JsonNode tree = TREES.readTree(parser());
            if (tree == null) {
                throw damaged();
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw damaged();
        }
    }

    private JsonParser parser() throws IOException {
        return new StrictJsonParser(JSON.createParser(lines.bytes(), 0, lines.length()));
    }

    private void expect(JsonParser parser, JsonToken token) throws IOException {
        if (parser.nextToken() != token) {
            throw damaged();
        }
    }

    /** The line must close its object as the row did, and nothing may follow. */
    private void expectEnd(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.END_OBJECT
                || parser.nextToken() != JsonToken.END_OBJECT
                || parser.nextToken() != null) {
            throw damaged();
        }
    }

    private BadFile damaged() {
        return bad("is damaged.");
    }

    private BadFile bad(String problem) {
        return BadFile.at(lines.number(), problem);
    }
}
