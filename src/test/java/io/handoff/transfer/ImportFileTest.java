package io.handoff.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.store.StoreUnavailable;
import io.handoff.store.sql.Table;
import io.handoff.store.sql.TableReader;
import io.handoff.store.sql.TableWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportFileTest {

    private static final String HEAD =
            "{\"handoff\":\"export\",\"format\":1,\"schema\":4,\"at\":\"1970-01-01T00:00:00Z\"}\n";
    private static final String ROOM = "{\"channels\":{\"name\":\"room:lobby\",\"seq\":7}}\n";

    private final Target target = new Target();

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        String export = export(1);

        assertEquals(1, ImportFile.read(in(export), () -> target).get("channels"));

        assertTrue(target.committed && target.closed);
        assertEquals("room 0", target.rows.get(0)[0]);
        assertEquals(7L, target.rows.get(0)[1]);
    }

    @Test
    void shouldReadWhatAnOlderVersionWrote() throws IOException {
        String older = HEAD.replace("\"schema\":4", "\"schema\":1");
        read(ended(older + "{\"events\":{\"channel\":\"c\",\"seq\":1}}\n", "\"events\":1"));

        Object[] event = target.rows.get(0);
        assertNull(event[6], "who sent it was not known then");
        assertEquals(0L, event[9], "nor whether it was read");
    }

    @Test
    void shouldReadNoFurtherThanItsHeadIfThatIsWrong() {
        assertEquals("Nothing to import: the input is empty.", refusal(""));
        for (String head : List.of("SQLite format 3\n", "[]\n", "7\n", "{}\n", "\n", "{\"a\"\n")) {
            assertTrue(refusal(head).startsWith("Line 1 is "), head);
        }
        assertFalse(target.opened);
    }

    @Test
    void shouldReadNothingThatANewerVersionWrote() {
        String format = refusal(HEAD.replace("\"format\":1", "\"format\":2"));
        assertTrue(
                format.contains(
                        "comes from a newer Handoff (format 2; this version reads up to 1)"));
        String schema = refusal(HEAD.replace("\"schema\":4", "\"schema\":99"));
        assertTrue(
                schema.contains("comes from a newer Handoff (schema 99; this version reads up to"));
        assertTrue(refusal(HEAD.replace("\"schema\":4,", "")).contains("schema missing"));
        assertFalse(target.opened);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'channels':{'name':'a','seq':1}              | is damaged.",
                "{'channels':{'name':'a','seq':1}} x           | is damaged.",
                "{'channels':{'name':'a','seq':1},'b':{}}      | is damaged.",
                "{'channels':{'name':'a','seq':'1'}}           | is damaged.",
                "{'channels':{'name':1,'seq':1}}               | is damaged.",
                "{'channels':{'name':[],'seq':1}}              | is damaged.",
                "{'channels':{'name':'a','seq':1.5}}           | is damaged.",
                "{'channels':{'name':'a','seq':1e99}}          | is damaged.",
                "{'channels':{'name':'a','seq':99999999999999999999}} | is damaged.",
                "{'channels':7}                                | is damaged.",
                "{}                                            | is damaged.",
                "7                                             | is damaged.",
                "{'dreams':{'name':'a'}}                       | names an unknown table",
                "{'channels':{'name':'a','seq':1,'new':1}}     | has unknown columns",
                "{'end':7}                                     | does not match the number of rows",
                "{'end':{'rows':{'channels':1}}}               | does not match the number of rows",
                "{'end':{'rows':{'channels':2},'crc32':'00000000'}} | does not match the checksum"
            })
    void shouldNameTheLineThatIsWrong(String line, String complaint) {
        String told = refusal(HEAD + ROOM + ROOM + line.replace('\'', '"') + '\n');

        assertTrue(told.startsWith("Line 4 " + complaint), told);
        assertTrue(told.endsWith("Nothing was imported."), told);
        assertTrue(target.opened && target.closed && !target.committed);
    }

    @Test
    void shouldNoticeAnyByteThatChanged() throws IOException {
        byte[] export = export(3).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < export.length; at++) {
            byte[] damaged = export.clone();
            damaged[at] ^= 1;

            assertThrows(
                    BadFile.class,
                    () -> ImportFile.read(new ByteArrayInputStream(damaged), () -> target),
                    () -> "not noticed: " + new String(damaged, StandardCharsets.UTF_8));
        }
        assertFalse(target.committed);
    }

    @Test
    void shouldNoticeWhereItWasCut() throws IOException {
        String export = export(3);
        for (int kept = 1; kept < export.length(); kept++) {
            String cut = export.substring(0, kept);
            assertTrue(refusal(cut).startsWith("Line "), cut);
        }
        assertTrue(refusal(export + ROOM).startsWith("Line 6 comes after the end"));
        assertFalse(target.committed);
    }

    @Test
    void shouldNotGatherALineWithoutAnEnd() {
        InputStream endless =
                new SequenceInputStream(
                        in(HEAD),
                        new InputStream() {
                            @Override
                            public int read() {
                                return ' ';
                            }

                            @Override
                            public int read(byte[] to, int at, int length) {
                                Arrays.fill(to, at, at + length, (byte) ' ');
                                return length;
                            }
                        });

        BadFile refused = assertThrows(BadFile.class, () -> ImportFile.read(endless, () -> target));

        assertTrue(refused.getMessage().startsWith("Line 2 is longer than any line"));
    }

    @Test
    void shouldSayWhichLinesTheStoreDoesNotTake() throws IOException {
        target.full = true;
        String export = export(1_500);

        StoreUnavailable refused =
                assertThrows(
                        StoreUnavailable.class, () -> ImportFile.read(in(export), () -> target));

        assertEquals("Cannot store lines 2 to 1001: The disk is full.", refused.getMessage());
        assertTrue(target.closed && !target.committed);
    }

    private String refusal(String export) {
        return assertThrows(BadFile.class, () -> read(export)).getMessage();
    }

    private void read(String export) throws IOException {
        ImportFile.read(in(export), this::opened);
    }

    private Target opened() {
        target.opened = true;
        return target;
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With the end that belongs to these lines. */
    private static String ended(String lines, String counts) {
        CRC32 crc = new CRC32();
        crc.update(lines.getBytes(StandardCharsets.UTF_8));
        String sum = String.format("%08x", crc.getValue());
        return lines + "{\"end\":{\"rows\":{" + counts + "},\"crc32\":\"" + sum + "\"}}\n";
    }

    private static String export(int rooms) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportFile.write(new Source(rooms), Instant.EPOCH, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private record Source(int rooms) implements TableReader {

        @Override
        public void read(Table table, Rows rows) throws IOException {
            for (int i = 0; i < rooms && table.name().equals("channels"); i++) {
                rows.row(new Object[] {"room " + i, 7L});
            }
        }

        @Override
        public void close() {}
    }

    private static final class Target implements TableWriter {

        private final List<Object[]> rows = new ArrayList<>();
        private boolean opened;
        private boolean committed;
        private boolean closed;
        private boolean full;

        @Override
        public void write(Table table, List<Object[]> more) {
            if (full) {
                throw new StoreUnavailable("The disk is full.");
            }
            rows.addAll(more);
        }

        @Override
        public void commit() {
            committed = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
