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
     * @param target opened only when the head of an export was read
     * @return how many rows of each table there were
     * @throws BadFile if it is no whole export; then nothing was written
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
            throw new BadFile("There is nothing to import: the input is empty.");
        }
        JsonNode head = tree();
        if (!head.path(Format.HANDOFF).asText().equals(Format.EXPORT)) {
            throw bad("is not the head of an export.");
        }
        refuseNewer(head, Format.FORMAT, Format.VERSION);
        refuseNewer(head, Format.SCHEMA, StoreRows.SCHEMA);
    }

    private void refuseNewer(JsonNode head, String what, int known) {
        int found = head.path(what).asInt(Integer.MAX_VALUE);
        if (found > known) {
            throw bad(
                    "says that a newer Handoff wrote this ("
                            + what
                            + ' '
                            + head.path(what).asText("missing")
                            + ", this one knows "
                            + known
                            + "). Import it with that version.");
        }
    }

    /** Up to the line with the end, on which this stops. */
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
                    throw bad("is of a table that is not known here.");
                }
                batch.add(table, row(table, parser), lines.length(), lines.number());
            } catch (JsonProcessingException e) {
                throw damaged();
            }
        }
        throw BadFile.at(lines.number() + 1, "is missing: the export has no end, it was cut.");
    }

    private Object[] row(Table table, JsonParser parser) throws IOException {
        expect(parser, JsonToken.START_OBJECT);
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser));
        }
        expectEnd(parser);
        List<Column> columns = table.columns();
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = value(columns.get(i), values.remove(columns.get(i).name()));
        }
        if (!values.isEmpty()) {
            throw bad("has columns that are not known here.");
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

    private Object value(Column column, Object found) {
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
        Map<String, Long> promised = new HashMap<>();
        end.path(Format.ROWS)
                .properties()
                .forEach(row -> promised.put(row.getKey(), row.getValue().asLong()));
        if (!promised.equals(counts)) {
            throw bad("counts other rows than came before it: the file was changed or damaged.");
        }
        if (!end.path(Format.CRC).asText().equals(Format.crc(lines.crc()))) {
            throw bad("has another checksum than what came before it: the file was damaged.");
        }
        if (lines.next()) {
            throw bad("comes after the end of the export.");
        }
    }

    private JsonNode tree() throws IOException {
        try {
            return TREES.readTree(parser());
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

    /** The row's object is closed; so has to be the line's, and nothing may follow. */
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

    private BadFile bad(String what) {
        return BadFile.at(lines.number(), what);
    }
}
