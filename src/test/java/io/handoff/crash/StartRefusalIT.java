package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops the start says so in one line that tells what to do, and the process ends. */
@Tag("full")
class StartRefusalIT {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @TempDir Path folder;
    private Path dataDir;
    private HandoffProcess.Setup setup;
    private HandoffProcess refused;

    @BeforeEach
    void prepare() {
        dataDir = folder.resolve("data");
        setup = HandoffProcess.in(dataDir);
    }

    @AfterEach
    void stop() {
        if (refused != null) {
            refused.close();
        }
    }

    @Test
    void shouldRefuseToShareTheNewsWithoutTheTruth() {
        refused =
                setup.with("HANDOFF_BUS", "redis")
                        .with("HANDOFF_BUS_URL", "redis://localhost:1")
                        .launch();
        assertRefusal("handoff.bus is 'redis', but with handoff.store=sqlite");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HANDOFF_STORE             | oracle  | handoff.store is 'oracle'",
                "HANDOFF_STORE             | postgres | QUARKUS_DATASOURCE_POSTGRES_JDBC_URL is not set",
                "HANDOFF_ACCESS_MODE       | nobody  | handoff.access.mode is 'nobody'",
                "HANDOFF_TASKS_SLOTS       | 0       | handoff.tasks.slots must be at least 1",
                "HANDOFF_TASKS_QUEUE_LIMIT | 0       | handoff.tasks.queue-limit must be at least 1",
                "HANDOFF_SCHEDULES_LIMIT   | 0       | handoff.schedules.limit must be at least 1",
                "HANDOFF_BUS               | pigeon  | handoff.bus is 'pigeon'",
                "HANDOFF_BUS               | redis   | handoff.bus-url is missing",
                "QUARKUS_HTTP_HOST         | 0.0.0.0 | HANDOFF_ACCESS_MODE=open"
            })
    void shouldRefuseASettingThatMakesNoSense(String name, String value, String line) {
        // when
        refused = setup.with(name, value).launch();
        // then
        assertRefusal(line);
    }

    @Test
    void shouldRefuseAStoreThatIsNone() throws IOException {
        // given
        Files.createDirectories(dataDir);
        Files.writeString(dataDir.resolve("handoff.db"), "This is a letter.\n".repeat(1000));
        // when
        refused = setup.launch();
        // then
        assertRefusal("damaged; restore it from a backup");
    }

    @Test
    void shouldRefuseAStoreWithDamagedPages() throws IOException {
        // given
        try (HandoffProcess before = setup.start()) {
            for (int n = 0; n < 50; n++) {
                assertEquals(202, before.api().post("/process", "{\"n\":" + n + "}").statusCode());
            }
            before.api().awaitQuiet();
            before.terminate().awaitExit(SECONDS);
        }
        damage(dataDir.resolve("handoff.db"));
        // when
        refused = setup.launch();
        // then
        assertRefusal("damaged; restore it from a backup");
    }

    @Test
    void shouldRefuseADataDirectoryThatAnotherProcessHolds() {
        try (HandoffProcess holder = setup.start()) {
            // when
            refused = HandoffProcess.in(dataDir).launch();
            // then
            assertRefusal(dataDir.toString());
            assertTrue(holder.api().ready(), "The one that holds it goes on");
        }
    }

    @Test
    void shouldRefuseADataDirectoryThatIsAFile() throws IOException {
        // given
        Files.writeString(dataDir, "no folder");
        // when
        refused = setup.launch();
        // then
        assertRefusal("Cannot use the data directory");
    }

    @Test
    void shouldRefuseADataDirectoryItMayNotWrite() throws IOException {
        // given
        Files.createDirectories(dataDir);
        assertTrue(dataDir.toFile().setWritable(false));
        assumeFalse(Files.isWritable(dataDir), "Skipped: root may write to any folder");
        // when
        refused = setup.launch();
        // then
        assertRefusal("Cannot use the data directory");
    }

    @Test
    void shouldRefuseADataDirectoryOnAReadOnlyDisk() throws IOException {
        // given
        SmallDisk disk = SmallDisk.readOnly(folder);
        assumeTrue(disk.available(), "Skipped: no user namespaces to mount a disk in");
        // when
        refused = setup.wrappedIn(disk.wrapper()).launch();
        // then
        assertRefusal("Cannot use the data directory");
    }

    @Test
    void shouldRefuseADataDirectoryOnAFileSystemThatTakesNoFolders() {
        // given
        Path impossible = Path.of("/proc/handoff");
        assumeFalse(Files.notExists(Path.of("/proc/self")), "Skipped: there is no /proc");
        // when
        refused = HandoffProcess.in(impossible).launch();
        // then
        assertRefusal("Cannot use the data directory");
    }

    @Test
    void shouldRefuseAPortThatIsTaken() throws IOException {
        try (ServerSocket taken =
                new ServerSocket(setup.port(), 1, InetAddress.getByName("localhost"))) {
            // when
            refused = setup.launch();
            // then
            assertRefusal("Port " + taken.getLocalPort() + " seems to be in use");
        }
    }

    @Test
    void shouldRefuseACommandThatIsNone() {
        Verb.Said said = new Verb(Map.of("HANDOFF_DATA_DIR", dataDir.toString()), "exprot").run();

        assertEquals(2, said.code());
        assertTrue(said.text().contains("Unknown command 'exprot'"), said.text());
        assertTrue(said.text().contains("token, export, import"), said.text());
    }

    private void assertRefusal(String line) {
        int exitCode = refused.awaitExit(SECONDS);
        String log = refused.log();
        List<String> telling = log.lines().filter(l -> l.contains(line)).toList();
        assertAll(
                () -> assertNotEquals(0, exitCode, log),
                () -> assertEquals(1, telling.size(), log),
                () -> assertTrue(!log.contains("\tat ") && !log.contains("\"frames\""), log),
                () -> assertTrue(log.lines().count() <= 3, log));
    }

    /** Overwrites all pages but the first, which holds the header and the schema. */
    private static void damage(Path file) throws IOException {
        try (RandomAccessFile database = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] nonsense = "nonsense".repeat(512).getBytes();
            for (long page = 4096; page < database.length(); page += nonsense.length) {
                database.seek(page);
                database.write(nonsense);
            }
        }
    }
}
