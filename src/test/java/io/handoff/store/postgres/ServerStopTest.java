package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handoff.Eventually;
import io.handoff.Stages;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.ATask;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own, stopped and started. */
class ServerStopTest {

    @TempDir Path data;

    @Test
    void shouldRecoverByItselfWhenTheServerIsBack() throws Exception {
        // given
        EmbeddedPostgres server = Postgres.start(0, data);
        Assumptions.assumeTrue(server != null, "Skipped: there is no PostgreSQL to run");
        Postgres postgres = Postgres.on(server);
        PostgresStore store = postgres.open();
        Task before = ATask.queued().build();
        Stages.value(store.accept(new Submission(before, null)));

        // when it stops
        server.close();

        // then
        assertInstanceOf(StoreUnavailable.class, Stages.failure(store.ping()));
        assertThrows(StoreUnavailable.class, () -> store.find(before.id()));

        // when it is back
        EmbeddedPostgres again = Postgres.start(postgres.port(), data);

        // then
        Eventually.equal(true, () -> accepts(store));
        assertEquals(before, store.find(before.id()).orElseThrow());
        store.close();
        again.close();
    }

    private static boolean accepts(PostgresStore store) {
        return store.accept(new Submission(ATask.queued().build(), null))
                .handle((accepted, failure) -> failure == null)
                .toCompletableFuture()
                .join();
    }
}
