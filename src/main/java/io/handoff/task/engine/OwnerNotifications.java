package io.handoff.task.engine;

import static io.handoff.task.TaskState.DEAD;

import io.handoff.access.Caller;
import io.handoff.event.Channels;
import io.handoff.event.Ids;
import io.handoff.event.NewEvent;
import io.handoff.http.JsonText;
import io.handoff.task.KindPolicy;
import io.handoff.task.Task;
import io.handoff.task.Transition;
import java.time.InstantSource;
import java.util.List;

/** Tells those who handed a task in, in their own channel and in the same commit, how it ended. */
final class OwnerNotifications {

    private final KindPolicy kindPolicy;
    private final Ids ids;
    private final InstantSource clock;

    OwnerNotifications(KindPolicy kindPolicy, Ids ids, InstantSource clock) {
        this.kindPolicy = kindPolicy;
        this.ids = ids;
        this.clock = clock;
    }

    Transition with(Transition transition) {
        return wanted(transition.after())
                ? transition.withEvents(List.of(end(transition.after())))
                : transition;
    }

    private boolean wanted(Task task) {
        // Everybody is a guest, and so nobody in particular.
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
        return new NewEvent(Channels.USER + task.owner(), ids.next(), "task", clock.millis(), data);
    }
}
