package io.handoff.store;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a task's life. It is written only while the row still has {@code before}'s state and
 * attempt, together with what it announces: all in one commit, or nothing.
 *
 * @param lines what {@code after.history()} has more than {@code before.history()}, joined by line
 *     breaks
 */
public record Transition(Task before, Task after, String lines, List<Announcement> announcements) {

    /** This step, telling {@code more} as well in the same commit. */
    public Transition announcing(List<Announcement> more) {
        if (announcements.isEmpty()) {
            return new Transition(before, after, lines, more);
        }
        List<Announcement> all = new ArrayList<>(announcements);
        all.addAll(more);
        return new Transition(before, after, lines, List.copyOf(all));
    }

    /** This step and, in the same commit, one that starts where it ends. */
    public Transition then(Transition next) {
        return new Transition(before, next.after, lines + '\n' + next.lines, announcements)
                .announcing(next.announcements);
    }

    /** What the task's own channel tells of this step. */
    public List<Event> events() {
        return History.events(after, lines);
    }
}
