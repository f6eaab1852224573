package io.handoff.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.event.Conditions;
import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.schedule.ASchedule;
import io.handoff.schedule.Schedule;
import io.handoff.store.open.StoreRows;
import io.handoff.store.sql.Store;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.task.ATask;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Moves;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with something of everything, moved into each kind of store. */
abstract class MoveContract {

    static final long NOW = 5_000_000;

    private static final IdempotencyKey KEY = new IdempotencyKey("alice", "tasks", "k", "print");

    @TempDir Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Task running;
    private Task queued;

    /** The target, as the service opens it. */
    abstract Store open();

    /** Straight to the target's tables. */
    abstract Connection connect() throws SQLException;

    /** The settings of the target. */
    abstract Map<String, String> target();

    @BeforeEach
    void fill() {
        try (Store store = Sqlite.open(source())) {
            running = stored(store, ATask.in(TaskState.RUNNING).owner("bob"));
            queued = ATask.queued().payload("{\"t\":\"\\u0000 \\\"ö\\\" 語\"}").build();
            Stages.value(store.accept(new Submission(queued, KEY)));
            stored(store, ATask.in(TaskState.SCHEDULED).uniqueKey("only").runAt(NOW));
            stored(store, ATask.in(TaskState.CANCELLED));
            Task dying = stored(store, ATask.in(TaskState.RUNNING).priority(-7));
            Stages.value(store.move(Moves.to(TaskState.DEAD, dying)));
            Task going = stored(store, ATask.in(TaskState.RUNNING).kind("notify"));
            Stages.value(
                    store.move(
                            Moves.to(TaskState.SUCCEEDED, going, "{}", "{\"sum\":1.10}")
                                    .withEvents(
                                            List.of(
                                                    Moves.to("user:alice", "1"),
                                                    Moves.to("user:alice", "2")))));
            String first = store.inbox("user:alice", 9, 9, 0).notices().get(1).event().id();
            Stages.value(store.markRead("user:alice", first, NOW));
            for (int i = 1; i <= 7; i++) {
                Stages.value(store.append(said("m" + i)));
            }
            Schedule schedule = ASchedule.at(NOW).owner("bob").payload("{\"n\":1.10}").build();
            Stages.value(store.scheduleStore().add(schedule, 9, 9));
        }
    }

    private static NewEvent said(String id) {
        return new NewEvent(
                "room:lobby",
                id,
                "message",
                NOW,
                "alice",
                new Conditions("c", NOW + 9),
                "\"line\\nbreak\"");
    }

    private static Task stored(Store store, ATask task) {
        Task built = task.build();
        Stages.value(store.accept(new Submission(built, null)));
        return built;
    }

    @Test
    void shouldMoveEveryRowAsItIs() throws SQLException {
        Map<String, List<String>> before;
        try (Connection source =
                DriverManager.getConnection("jdbc:sqlite:" + source().resolve("handoff.db"))) {
            before = Rows.of(source);
        }
        before.forEach((table, rows) -> assertFalse(rows.isEmpty(), table + " is not tried"));

        byte[] export = export();
        assertEquals(0, load(export), this::said);
        assertTrue(
                said().endsWith(
                                ": 2 channels, 7 events, 1 idempotency, 7 published, 1 schedules,"
                                        + " 6 tasks.\n"),
                said());

        try (Connection target = connect()) {
            assertEquals(before, Rows.of(target));
        }
    }

    @Test
    void shouldGoOnWhereItWas() {
        load(export());
        try (Store store = open()) {
            // positions
            assertEquals(8, Stages.value(store.append(said("m8"))).event().seq());
            Appended again = Stages.value(store.append(said("m7")));
            assertFalse(again.created());
            assertEquals(7, again.event().seq());
            assertFalse(Stages.value(store.append(said("m1"))).created());
            // what was read
            assertEquals(1, store.inbox("user:alice", 9, 9, 0).unread());
            // repeats
            Submission repeat = new Submission(ATask.queued().build(), KEY);
            assertEquals(
                    new Accepted(How.REPLAYED, queued.id()), Stages.value(store.accept(repeat)));
            Submission twin = new Submission(ATask.queued().uniqueKey("only").build(), null);
            assertEquals(How.DUPLICATE, Stages.value(store.accept(twin)).how());
            // what was running is nobody's
            List<String> orphans =
                    Stages.value(
                                    store.advance(
                                            Selection.ORPHANED,
                                            10,
                                            NOW,
                                            task -> Moves.to(TaskState.QUEUED, task)))
                            .stream()
                            .map(transitionResult -> transitionResult.task().id())
                            .toList();
            assertEquals(List.of(running.id()), orphans);
        }
    }

    @Test
    void shouldRefuseToMixWithWhatIsThere() throws SQLException {
        byte[] export = export();
        load(export);
        Map<String, List<String>> before;
        try (Connection target = connect()) {
            before = Rows.of(target);
        }

        assertEquals(1, load(export));

        assertTrue(said().contains("already has tasks. An import needs an empty one"), said());
        try (Connection target = connect()) {
            assertEquals(before, Rows.of(target));
        }
    }

    @Test
    void shouldWriteNothingOfAFileThatWasCutAnywhere() throws SQLException {
        String whole = new String(export(), StandardCharsets.UTF_8);
        List<String> lines = whole.lines().toList();
        for (int kept = 1; kept < lines.size(); kept++) {
            String cut = String.join("\n", lines.subList(0, kept)) + "\n";

            assertEquals(1, load(cut.getBytes(StandardCharsets.UTF_8)));

            assertTrue(said().contains("Line " + (kept + 1) + " is missing"), said());
        }
        try (Connection target = connect()) {
            Rows.of(target).forEach((table, rows) -> assertEquals(List.of(), rows, table));
        }
    }

    Path source() {
        return folder.resolve("source");
    }

    byte[] export() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> source = Map.of("handoff.data-dir", source().toString());
        assertEquals(0, run("export", source, InputStream.nullInputStream(), out), this::said);
        return out.toByteArray();
    }

    int load(byte[] export) {
        return run(
                "import",
                target(),
                new ByteArrayInputStream(export),
                OutputStream.nullOutputStream());
    }

    private int run(String verb, Map<String, String> settings, InputStream in, OutputStream out) {
        StoreRows stores = new StoreRows(name -> Optional.ofNullable(settings.get(name)));
        return new TransferCommand(() -> stores, () -> Instant.EPOCH, in, out)
                .run(new String[] {verb}, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    /** Everything that was said so far. */
    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
