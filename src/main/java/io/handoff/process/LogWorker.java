package io.handoff.process;

import io.handoff.store.StoreSettings;
import io.handoff.task.worker.Kind;
import io.handoff.task.worker.TaskRun;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;

/** Appends the payload to {@code log.txt} in the data directory. */
@Singleton
public class LogWorker {

    static final String KIND = "process";

    private final AppendLog log;
    private final InstantSource clock;

    LogWorker(StoreSettings settings, InstantSource clock) {
        this.log = new AppendLog(settings.dataDir().resolve("log.txt"));
        this.clock = clock;
    }

    void on(@ObservesAsync @Kind(KIND) TaskRun run) throws IOException {
        log.append(clock.instant() + " " + run.id() + " Processed: " + run.payload());
    }

    @PreDestroy
    void close() throws IOException {
        log.close();
    }
}
