package io.handoff.task;

import io.handoff.event.Event;
import io.handoff.event.NewEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One change of a task. It is written only while the row still has {@code before}'s state and
 * attempt, together with its new events: all in one commit, or nothing.
 *
 * @param lines what {@code after.history()} has more than {@code before.history()}, joined by line
 *     breaks
 */
public record Transition(Task before, Task after, String historyLines, List<NewEvent> newEvents) {

    /** This transition with more events in the same commit. */
    public Transition withEvents(List<NewEvent> more) {
        if (newEvents.isEmpty()) {
            return new Transition(before, after, historyLines, more);
        }
        List<NewEvent> all = new ArrayList<>(newEvents);
        all.addAll(more);
        return new Transition(before, after, historyLines, List.copyOf(all));
    }

    /** This transition and, in the same commit, one that starts where it ends. */
    public Transition then(Transition next) {
        return new Transition(
                        before, next.after, historyLines + '\n' + next.historyLines, newEvents)
                .withEvents(next.newEvents);
    }

    /** The events of this transition in the task's own channel. */
    public List<Event> events() {
        return TaskHistory.events(after, historyLines);
    }
}
