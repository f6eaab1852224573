package io.handoff.task;

import static io.handoff.store.TaskState.CANCELLED;
import static io.handoff.store.TaskState.DEAD;
import static io.handoff.store.TaskState.QUEUED;
import static io.handoff.store.TaskState.RUNNING;
import static io.handoff.store.TaskState.SCHEDULED;
import static io.handoff.store.TaskState.SUCCEEDED;

import io.handoff.http.JsonText;
import io.handoff.store.Task;
import io.handoff.store.Transition;
import io.handoff.task.Progress.Mark;
import java.time.InstantSource;

/** What happens to a task, as transitions: decides, writes nothing. Safe for any thread. */
final class Lifecycle {

    private static final int MAX_ERROR = 2000;

    private final Rules rules;
    private final InstantSource clock;

    Lifecycle(Rules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** Its time has come. */
    Transition due(Task task) {
        return step(task).to(QUEUED, null);
    }

    Transition start(Task task) {
        return step(task).starting().to(RUNNING, attempt(task.attempt() + 1));
    }

    Transition progress(Task task, Mark mark) {
        return step(task)
                .progress(mark.percent(), mark.note())
                .to(RUNNING, "progress", progressData(mark));
    }

    /** How an event tells it. */
    static String progressData(Mark mark) {
        return mark.note() == null
                ? "{\"percent\":" + mark.percent() + '}'
                : "{\"percent\":"
                        + mark.percent()
                        + ",\"note\":"
                        + JsonText.quote(mark.note())
                        + '}';
    }

    Transition succeed(Task task, String result) {
        return step(task)
                .progress(100, null)
                .result(result)
                .error(null)
                .to(SUCCEEDED, attempt(task.attempt()));
    }

    /** An attempt failed: again after a while, or dead once the attempts are used up. */
    Transition fail(Task task, String error) {
        if (task.countedAttempts() >= task.maxAttempts()) {
            return die(task, error);
        }
        long delay = rules.retry(task.kind()).delayMillis(task.countedAttempts());
        String cause = shortened(error);
        return step(task)
                .runAt(clock.millis() + delay)
                .error(cause)
                .to(SCHEDULED, told(task, "error", cause));
    }

    /** Trying again is of no use. */
    Transition die(Task task, String error) {
        String cause = shortened(error);
        return step(task).error(cause).to(DEAD, told(task, "error", cause));
    }

    Transition cancel(Task task) {
        return step(task).to(CANCELLED, null);
    }

    /** A dead task gets all its attempts again. */
    Transition revive(Task task) {
        return step(task)
                .afresh()
                .runAt(clock.millis())
                .to(QUEUED, told(task, "reason", "asked to run again"));
    }

    /** The process ended while the task ran; maybe because of it. */
    Transition orphaned(Task task) {
        if (task.crashes() + 1 >= rules.maxCrashes()) {
            String reason =
                    "the process ended "
                            + (task.crashes() + 1)
                            + " times while this task ran; it is not started again";
            return step(task).crashed().error(reason).to(DEAD, told(task, "error", reason));
        }
        return step(task)
                .crashed()
                .excusing()
                .to(QUEUED, told(task, "reason", "the process ended while it ran"));
    }

    /** It was to start at once, but the slots went to others. */
    Transition crowdedOut(Task task) {
        return step(task).excusing().to(QUEUED, told(task, "reason", "no slot was free after all"));
    }

    /** The process is stopping: the task goes back, and the attempt does not count. */
    Transition handBack(Task task) {
        return step(task)
                .excusing()
                .runAt(clock.millis())
                .to(QUEUED, told(task, "reason", "the server is stopping"));
    }

    /** The event data of a new task's first lines. */
    static String attempt(int number) {
        return "{\"attempt\":" + number + '}';
    }

    private static String told(Task task, String name, String text) {
        return "{\"attempt\":" + task.attempt() + ",\"" + name + "\":" + JsonText.quote(text) + '}';
    }

    private static String shortened(String error) {
        return error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR) + '…';
    }

    private Step step(Task task) {
        return Step.of(task, clock.millis());
    }
}
