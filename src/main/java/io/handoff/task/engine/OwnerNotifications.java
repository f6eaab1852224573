package io.handoff.task.engine;

import static io.handoff.task.TaskState.DEAD;

import io.handoff.access.Caller;
import io.handoff.event.Channels;
import io.handoff.event.NewEvent;
import io.handoff.http.JsonText;
import io.handoff.task.KindPolicy;
import io.handoff.task.Task;
import io.handoff.task.Transition;
import java.util.List;

/**
 * Adds the event that tells a task's owner how it ended, in the owner's own channel, to the
 * transition that ends it: one commit.
 */
final class OwnerNotifications {

    private final KindPolicy kindPolicy;
    private final Time time;

    OwnerNotifications(KindPolicy kindPolicy, Time time) {
        this.kindPolicy = kindPolicy;
        this.time = time;
    }

    Transition addTo(Transition transition) {
        return wanted(transition.after())
                ? transition.withEvents(List.of(end(transition.after())))
                : transition;
    }

    private boolean wanted(Task task) {
        // All unnamed callers share this name: it is no user.
        if (!task.state().ended() || task.owner().equals(Caller.ANONYMOUS)) {
            return false;
        }
        return switch (kindPolicy.tellOwner(task.kind())) {
            case ALWAYS -> true;
            case FAILURES -> task.state() == DEAD;
            case NEVER -> false;
        };
    }

    private NewEvent end(Task task) {
        String error =
                task.state() == DEAD ? ",\"error\":" + JsonText.quote(task.outcome().error()) : "";
        String data =
                "{\"id\":\""
                        + task.id()
                        + "\",\"kind\":"
                        + JsonText.quote(task.kind())
                        + ",\"state\":\""
                        + task.state().label()
                        + "\",\"task\":\"/tasks/"
                        + task.id()
                        + '"'
                        + error
                        + '}';
        return new NewEvent(
                Channels.USER + task.owner(), time.ids().next(), "task", time.wallMillis(), data);
    }
}
