package io.handoff.transfer;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.handoff.store.open.StoreRows;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.Table.Column;
import io.handoff.store.sql.TableReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes an export row by row; see {@link Format}. */
final class ExportFile {

    private static final int BUFFER = 1 << 16;

    private final CRC32 crc = new CRC32();
    private final JsonGenerator json;
    private final Map<String, Long> counts = new TreeMap<>();

    private ExportFile(OutputStream to) throws IOException {
        OutputStream checked = new CheckedOutputStream(new BufferedOutputStream(to, BUFFER), crc);
        json = new JsonFactory().createGenerator(checked, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
    }

    /**
     * @param to flushed afterwards, and not closed
     * @return the number of rows by table
     */
    static Map<String, Long> write(TableReader store, Instant at, OutputStream to)
            throws IOException {
        ExportFile file = new ExportFile(to);
        file.head(at);
        for (Table table : Table.ALL) {
            store.read(table, row -> file.row(table, row));
        }
        file.end();
        return file.counts;
    }

    private void head(Instant at) throws IOException {
        json.writeStartObject();
        json.writeStringField(Format.HANDOFF, Format.EXPORT);
        json.writeNumberField(Format.FORMAT, Format.VERSION);
        json.writeNumberField(Format.SCHEMA, StoreRows.SCHEMA);
        json.writeStringField(Format.AT, at.toString());
        endLine();
    }

    private void row(Table table, @Nullable Object[] row) throws IOException {
        List<Column> columns = table.columns();
        json.writeStartObject();
        json.writeObjectFieldStart(table.name());
        for (int i = 0; i < row.length; i++) {
            if (columns.get(i).number()) {
                long number = (Long) Objects.requireNonNull(row[i]);
                json.writeNumberField(columns.get(i).name(), number);
            } else if (row[i] != null) {
                json.writeStringField(columns.get(i).name(), (String) row[i]);
            }
        }
        json.writeEndObject();
        endLine();
        counts.merge(table.name(), 1L, Long::sum);
    }

    private void end() throws IOException {
        json.flush();
        String sum = Format.crc(crc.getValue());
        json.writeStartObject();
        json.writeObjectFieldStart(Format.END);
        json.writeObjectFieldStart(Format.ROWS);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeStringField(Format.CRC, sum);
        json.writeEndObject();
        endLine();
        json.flush();
    }

    private void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
