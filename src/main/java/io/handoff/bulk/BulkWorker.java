package io.handoff.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.audit.Audit;
import io.handoff.task.Task;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import io.handoff.task.UniqueKeyTaken;
import io.handoff.task.engine.TaskEngine;
import io.handoff.task.worker.Kind;
import io.handoff.task.worker.TaskRun;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Changes all matching tasks that are older than its own, newest first, page by page. A second
 * attempt finds the rest, because changed tasks no longer match; so the result counts only the
 * changes of the last attempt.
 */
@Singleton
public class BulkWorker {

    static final String KIND = "bulk";

    /** Tasks are read with their payloads: a page of large ones takes about 25 MB. */
    private static final int PAGE = 100;

    /** The limit of the count that progress is measured against. */
    private static final int MAX_COUNTED = 100_000;

    private final TaskEngine taskEngine;
    private final TaskAdmin taskAdmin;
    private final Audit audit;

    public BulkWorker(TaskEngine taskEngine, TaskAdmin taskAdmin, Audit audit) {
        this.taskEngine = taskEngine;
        this.taskAdmin = taskAdmin;
        this.audit = audit;
    }

    /**
     * @param matched how many tasks matched
     * @param changed how many tasks were changed; running ones were asked to stop
     * @param skipped how many tasks had changed state in the meantime, or have a unique key that
     *     another task has now
     */
    record Result(int matched, int changed, int skipped) {

        private Result plus(int page, int done) {
            return new Result(matched + page, changed + done, skipped + page - done);
        }

        private Map<String, Integer> asMap() {
            Map<String, Integer> map = new LinkedHashMap<>();
            map.put("matched", matched);
            map.put("changed", changed);
            map.put("skipped", skipped);
            return map;
        }
    }

    /** Executes the action; blocks. */
    public void on(@ObservesAsync @Kind(KIND) TaskRun run) {
        Bulk bulk = Bulk.of(run.payload(ObjectNode.class));
        audit(run, bulk);
        long total = 0;
        for (TaskState state : bulk.states()) {
            total += taskAdmin.count(query(bulk, state, run.id(), MAX_COUNTED));
        }
        Result result = new Result(0, 0, 0);
        for (TaskState state : bulk.states()) {
            List<Task> page = page(bulk, state, run.id());
            while (!page.isEmpty()) {
                run.checkpoint();
                result = result.plus(page.size(), change(bulk.action(), page));
                report(run, result, total);
                page = page(bulk, state, page.get(page.size() - 1).id());
            }
        }
        run.result(result.asMap());
    }

    /** Stores one entry, however many attempts there are. */
    private void audit(TaskRun run, Bulk bulk) {
        Map<String, Object> facts = bulk.facts();
        facts.put("target", "/tasks/" + run.id());
        join(audit.write(run.id(), run.owner(), "tasks.bulk", facts));
    }

    private static void report(TaskRun run, Result result, long total) {
        run.progress(
                (int) Math.min(99, 100L * result.matched() / Math.max(1, total)),
                result.changed() + " changed, " + result.skipped() + " skipped of " + total);
    }

    private List<Task> page(Bulk bulk, TaskState state, String before) {
        return taskEngine.list(query(bulk, state, before, PAGE));
    }

    private static TaskQuery query(Bulk bulk, TaskState state, String before, int limit) {
        return new TaskQuery(state, bulk.kind(), null, before, limit);
    }

    /** The number of tasks that were changed. */
    private int change(Bulk.Action action, List<Task> page) {
        List<String> ids = page.stream().map(Task::id).toList();
        return switch (action) {
            case DISCARD -> join(taskAdmin.discard(ids));
            case RETRY -> changed(ids.stream().map(taskEngine::retry).toList());
            case CANCEL -> changed(ids.stream().map(taskEngine::cancel).toList());
        };
    }

    private static int changed(List<CompletionStage<Optional<TaskEngine.Change>>> changes) {
        int made = 0;
        for (CompletionStage<Optional<TaskEngine.Change>> change : changes) {
            made += wasMade(change) ? 1 : 0;
        }
        return made;
    }

    private static boolean wasMade(CompletionStage<Optional<TaskEngine.Change>> change) {
        try {
            return join(change).filter(TaskEngine.Change::made).isPresent();
        } catch (UniqueKeyTaken e) {
            return false;
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
