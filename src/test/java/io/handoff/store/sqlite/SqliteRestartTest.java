package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.ATask;
import io.handoff.task.Accepted.How;
import io.handoff.task.Moves;
import io.handoff.task.Submission;
import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRestartTest {

    @TempDir Path directory;

    @Test
    void shouldFindEverythingAgain() {
        // given
        Task ended = ATask.in(TaskState.RUNNING).build();
        Task waiting = ATask.queued().build();
        IdempotencyKey key = new IdempotencyKey("alice", "process", "k", "print");
        var end =
                Moves.to(TaskState.SUCCEEDED, ended)
                        .withEvents(List.of(Moves.to("user:alice", "{}")));
        try (SqliteStore store = Sqlite.open(directory)) {
            Stages.value(store.accept(new Submission(ended, null)));
            Stages.value(store.accept(new Submission(waiting, key)));
            assertTrue(Stages.value(store.move(end)).made());
        }

        // when
        try (SqliteStore store = Sqlite.open(directory)) {

            // then
            assertEquals(end.after(), store.find(ended.id()).orElseThrow());
            assertEquals(waiting, store.find(waiting.id()).orElseThrow());
            assertEquals(1, store.read("user:alice", 0, 10).events().size());
            var again = store.accept(new Submission(ATask.queued().build(), key));
            assertEquals(How.REPLAYED, Stages.value(again).how());
        }
    }

    /** What a kill leaves behind: the file and its log, as they were in the middle of work. */
    @Test
    void shouldFindWhatWasAcceptedBeforeAKill(@TempDir Path afterKill) throws IOException {
        Task task = ATask.queued().build();
        try (SqliteStore store = Sqlite.open(directory)) {
            Stages.value(store.accept(new Submission(task, null)));

            for (String file : List.of("handoff.db", "handoff.db-wal")) {
                Files.copy(directory.resolve(file), afterKill.resolve(file));
            }
        }

        try (SqliteStore store = Sqlite.open(afterKill)) {
            assertEquals(task, store.find(task.id()).orElseThrow());
        }
    }

    /** A crash in mid-write: the log ends in half a transaction. */
    @Test
    void shouldFindWhatWasAcceptedBeforeATornWrite(@TempDir Path afterKill) throws IOException {
        // given
        Task sound = ATask.queued().build();
        Task torn = ATask.queued().payload("{\"t\":\"" + "x".repeat(50_000) + "\"}").build();
        try (SqliteStore store = Sqlite.open(directory)) {
            Stages.value(store.accept(new Submission(sound, null)));
            Stages.value(store.accept(new Submission(torn, null)));
            Files.copy(directory.resolve("handoff.db"), afterKill.resolve("handoff.db"));
            byte[] log = Files.readAllBytes(directory.resolve("handoff.db-wal"));
            byte[] cut = java.util.Arrays.copyOf(log, log.length - 20_000);
            Files.write(afterKill.resolve("handoff.db-wal"), cut);
        }

        // when
        try (SqliteStore store = Sqlite.open(afterKill)) {

            // then
            assertEquals(sound, store.find(sound.id()).orElseThrow());
            assertTrue(store.find(torn.id()).isEmpty());
            Stages.value(store.accept(new Submission(torn, null)));
            assertEquals(torn, store.find(torn.id()).orElseThrow());
        }
    }

    @Test
    void shouldWriteWhatIsQueuedBeforeItCloses() {
        List<CompletionStage<?>> accepted = new ArrayList<>();
        SqliteStore store = Sqlite.open(directory);
        for (int i = 0; i < 200; i++) {
            accepted.add(store.accept(new Submission(ATask.queued().build(), null)));
        }

        store.close();

        accepted.forEach(Stages::value);
        try (SqliteStore again = Sqlite.open(directory)) {
            assertEquals(200, again.backlog().queued());
        }
    }

    @Test
    void shouldRefuseWritesOnceClosed() {
        SqliteStore store = Sqlite.open(directory);
        store.close();

        Throwable failure = Stages.failure(store.ping());

        assertInstanceOf(StoreUnavailable.class, failure);
    }
}
