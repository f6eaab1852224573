package io.handoff.store;

import java.util.List;

/**
 * One step of a task's life. It is written only while the row still has {@code before}'s state and
 * attempt, together with what it announces: all in one commit, or nothing.
 *
 * @param lines what {@code after.history()} has more than {@code before.history()}, joined by line
 *     breaks
 */
public record Transition(Task before, Task after, String lines, List<Announcement> announcements) {

    /** This step, telling {@code more} in the same commit. */
    public Transition announcing(List<Announcement> more) {
        return new Transition(before, after, lines, more);
    }
}
