package io.handoff.task;

import static io.handoff.task.TaskState.CANCELLED;
import static io.handoff.task.TaskState.DEAD;
import static io.handoff.task.TaskState.QUEUED;
import static io.handoff.task.TaskState.RUNNING;
import static io.handoff.task.TaskState.SCHEDULED;
import static io.handoff.task.TaskState.SUCCEEDED;

import io.handoff.http.JsonText;
import io.handoff.http.StoredText;
import io.handoff.task.Task.Attempts;
import io.handoff.task.Task.Options;
import io.handoff.task.Task.Outcome;
import io.handoff.task.Task.Spec;
import io.handoff.task.Task.Times;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What happens to a task, as transitions: decides, writes nothing. Safe for any thread. */
public final class Lifecycle {

    private static final int MAX_ERROR = 2000;

    private final KindPolicy kindPolicy;
    private final InstantSource clock;

    public Lifecycle(KindPolicy kindPolicy, InstantSource clock) {
        this.kindPolicy = kindPolicy;
        this.clock = clock;
    }

    /**
     * The task that a submission makes.
     *
     * @param first scheduled, queued, or running where it starts at once
     */
    public Task create(String id, NewTask wanted, TaskState first, long now) {
        boolean running = first == RUNNING;
        return new Task(
                id,
                new Spec(wanted.kind(), wanted.payload(), wanted.owner(), options(wanted)),
                first,
                running ? Attempts.NONE.started() : Attempts.NONE,
                new Times(now, Math.max(now, wanted.runAt()), running ? now : 0, 0),
                Outcome.NONE,
                running
                        ? TaskHistory.of(
                                TaskHistory.line(QUEUED.label(), now, null),
                                TaskHistory.line(RUNNING.label(), now, attempt(1)))
                        : TaskHistory.of(TaskHistory.line(first.label(), now, null)));
    }

    private Options options(NewTask wanted) {
        NewTask.Options options = wanted.options();
        String kind = wanted.kind();
        return new Options(
                options.priority(),
                options.maxAttempts() == null
                        ? kindPolicy.maxAttempts(kind)
                        : options.maxAttempts(),
                (options.timeout() == null ? kindPolicy.timeout(kind) : options.timeout())
                        .toMillis(),
                options.uniqueKey(),
                options.trace());
    }

    /** A scheduled task is due. */
    public Transition due(Task task) {
        return step(task).to(QUEUED, null);
    }

    public Transition start(Task task) {
        return step(task).starting().to(RUNNING, attempt(task.attempts().number() + 1));
    }

    public Transition progress(Task task, Progress progress) {
        return step(task).progress(progress).to(RUNNING, "progress", progressData(progress));
    }

    /** The data of a progress event. */
    public static String progressData(Progress progress) {
        return progress.note() == null
                ? "{\"percent\":" + progress.percent() + '}'
                : "{\"percent\":"
                        + progress.percent()
                        + ",\"note\":"
                        + JsonText.quote(progress.note())
                        + '}';
    }

    public Transition succeed(Task task, @Nullable String result) {
        return step(task)
                .progress(Progress.COMPLETE)
                .result(result)
                .error(null)
                .to(SUCCEEDED, attempt(task.attempts().number()));
    }

    /** An attempt failed: retried after a back-off, or dead once the attempts are used up. */
    public Transition fail(Task task, String error) {
        if (task.attempts().counted() >= task.options().maxAttempts()) {
            return die(task, error);
        }
        long delay = kindPolicy.retry(task.kind()).delayMillis(task.attempts().counted());
        String cause = shortened(error);
        return step(task)
                .runAt(clock.millis() + delay)
                .error(cause)
                .to(SCHEDULED, told(task, "error", cause));
    }

    /**
     * Whether a retry waits longer than its back-off allows: the clock was ahead when it failed.
     */
    public boolean waitsTooLong(Task task) {
        if (task.state() != SCHEDULED || task.attempts().number() == 0) {
            return false;
        }
        RetryPolicy retry = kindPolicy.retry(task.kind());
        long longest = retry.longestMillis(task.attempts().counted());
        return task.times().runAt() - clock.millis() > longest;
    }

    /** Queues a retry that {@link #waitsTooLong}. */
    public Transition retryNow(Task task) {
        return step(task)
                .runAt(clock.millis())
                .to(QUEUED, told(task, "reason", "the clock was ahead when it failed"));
    }

    /** A retry would not help. */
    public Transition die(Task task, String error) {
        String cause = shortened(error);
        return step(task).error(cause).to(DEAD, told(task, "error", cause));
    }

    public Transition cancel(Task task) {
        return step(task).to(CANCELLED, null);
    }

    /** A dead task gets all its attempts again. */
    public Transition revive(Task task) {
        return step(task)
                .attempts(Attempts::forgiven)
                .runAt(clock.millis())
                .to(QUEUED, told(task, "reason", "asked to run again"));
    }

    /** The process ended while the task ran; maybe because of it. */
    public Transition orphaned(Task task) {
        if (task.attempts().crashes() + 1 >= kindPolicy.maxCrashes()) {
            String reason =
                    "the process ended "
                            + (task.attempts().crashes() + 1)
                            + " times while this task ran; it is not started again";
            return step(task)
                    .attempts(Attempts::crashed)
                    .error(reason)
                    .to(DEAD, told(task, "error", reason));
        }
        return step(task)
                .attempts(Attempts::crashed)
                .attempts(Attempts::withoutLast)
                .to(QUEUED, told(task, "reason", "the process ended while it ran"));
    }

    /** It was to start at once, but other tasks took the slots. */
    public Transition requeueWithoutSlot(Task task) {
        return step(task)
                .attempts(Attempts::withoutLast)
                .to(QUEUED, told(task, "reason", "no slot was free after all"));
    }

    /** The server is stopping: the task is queued again, and the attempt does not count. */
    public Transition handBack(Task task) {
        return step(task)
                .attempts(Attempts::withoutLast)
                .runAt(clock.millis())
                .to(QUEUED, told(task, "reason", "the server is stopping"));
    }

    /** The event data of a new task's first lines. */
    public static String attempt(int number) {
        return "{\"attempt\":" + number + '}';
    }

    private static String told(Task task, String name, String text) {
        return "{\"attempt\":"
                + task.attempts().number()
                + ",\""
                + name
                + "\":"
                + JsonText.quote(text)
                + '}';
    }

    private static String shortened(String error) {
        String text = StoredText.repaired(error);
        return text.length() <= MAX_ERROR ? text : StoredText.cut(text, MAX_ERROR) + '…';
    }

    private TransitionBuilder step(Task task) {
        return TransitionBuilder.of(task, clock.millis());
    }
}
