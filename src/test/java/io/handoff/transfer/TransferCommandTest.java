package io.handoff.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.open.StoreRows;
import io.handoff.store.sql.Store;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.task.ATask;
import io.handoff.task.Submission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCommandTest {

    @TempDir Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private String dataDir;

    @BeforeEach
    void fill() {
        dataDir = folder.resolve("source").toString();
        try (Store store = Sqlite.open(Path.of(dataDir))) {
            Stages.value(store.accept(new Submission(ATask.queued().build(), null)));
        }
    }

    @Test
    void shouldGoThroughAFile() throws IOException {
        Path file = folder.resolve("handoff.jsonl");
        Files.writeString(file, "of last week");

        assertEquals(0, run("export", file.toString()), this::said);
        assertEquals(3, Files.readAllLines(file).size());
        assertFalse(Files.exists(folder.resolve("handoff.jsonl.part")));

        dataDir = folder.resolve("target").toString();
        assertEquals(0, run("import", file.toString()), this::said);
        assertEquals(
                "Exported from "
                        + folder.resolve("source")
                        + ": 1 tasks.\nImported into "
                        + dataDir
                        + ": 1 tasks.\n",
                said());
    }

    @Test
    void shouldSayHowItIsCalled() {
        assertEquals(2, run("export", "a", "b"));
        assertEquals(2, run("import", "--help"));
        assertTrue(said().startsWith("Usage: export [FILE|-]"), said());
    }

    @Test
    void shouldNotTakeAnEmptyFolderForAStore() {
        dataDir = folder.resolve("typo").toString();

        assertEquals(1, run("export"));

        assertTrue(said().contains("There is no embedded store in " + dataDir), said());
        assertFalse(Files.exists(Path.of(dataDir)));
    }

    @Test
    void shouldSayWhatIsWrongWithTheFile() {
        assertEquals(1, run("import", folder.resolve("none").toString()));
        assertTrue(said().contains("No such file: " + folder.resolve("none")), said());
        assertEquals(1, run("export", folder.resolve("none/either").toString()));
        assertTrue(said().contains("none/either.part"), said());
    }

    @Test
    void shouldSayThatNobodyReads() {
        out =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };

        assertEquals(1, run("export", "-"));

        assertEquals("The export failed: Broken pipe.\n", said());
    }

    private int run(String... args) {
        Map<String, String> settings = Map.of("handoff.data-dir", dataDir);
        StoreRows stores = new StoreRows(name -> Optional.ofNullable(settings.get(name)));
        return new TransferCommand(
                        () -> stores, () -> Instant.EPOCH, InputStream.nullInputStream(), out)
                .run(args, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
