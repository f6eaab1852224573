package io.handoff.task.engine;

import io.handoff.task.worker.TaskRun;
import io.handoff.task.worker.Workers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Workers without CDI: a piece of code per kind. */
public final class FakeWorkers implements Workers {

    /** What a worker does; may throw. */
    public interface Work {
        void on(TaskRun run) throws Exception;
    }

    private final Map<String, Work> works = new HashMap<>();

    public FakeWorkers with(String kind, Work work) {
        works.put(kind, work);
        return this;
    }

    @Override
    public Set<String> kinds() {
        return works.keySet();
    }

    @Override
    public CompletionStage<?> fire(TaskRun run, Executor executor) {
        return CompletableFuture.runAsync(() -> on(run), executor);
    }

    private void on(TaskRun run) {
        try {
            works.get(run.kind()).on(run);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
