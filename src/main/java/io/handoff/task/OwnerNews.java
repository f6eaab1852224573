package io.handoff.task;

import static io.handoff.store.TaskState.DEAD;

import io.handoff.access.Caller;
import io.handoff.http.JsonText;
import io.handoff.store.Announcement;
import io.handoff.store.Channels;
import io.handoff.store.Ids;
import io.handoff.store.Task;
import io.handoff.store.Transition;
import java.time.InstantSource;
import java.util.List;

/** Tells those who handed a task in, in their own channel and in the same commit, how it ended. */
final class OwnerNews {

    private final Rules rules;
    private final Ids ids;
    private final InstantSource clock;

    OwnerNews(Rules rules, Ids ids, InstantSource clock) {
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    Transition with(Transition transition) {
        return wanted(transition.after())
                ? transition.announcing(List.of(end(transition.after())))
                : transition;
    }

    private boolean wanted(Task task) {
        // Everybody is a guest, and so nobody in particular.
        if (!task.state().ended() || task.owner().equals(Caller.ANONYMOUS)) {
            return false;
        }
        return switch (rules.tellOwner(task.kind())) {
            case ALWAYS -> true;
            case FAILURES -> task.state() == DEAD;
            case NEVER -> false;
        };
    }

    private Announcement end(Task task) {
        String error = task.state() == DEAD ? ",\"error\":" + JsonText.quote(task.error()) : "";
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
        return new Announcement(
                Channels.USER + task.owner(), ids.next(), "task", clock.millis(), data);
    }
}
