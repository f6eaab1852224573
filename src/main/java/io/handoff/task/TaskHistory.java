package io.handoff.task;

import io.handoff.event.Event;
import io.handoff.event.EventPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task's events, kept in the task's own row so that an outcome and its event cannot part: one
 * line each, {@code <type> <epoch millis> [<compact JSON>]}. Lines are only ever appended.
 *
 * @param seq number of the newest line
 * @param lines joined by line breaks
 */
public record TaskHistory(int seq, String lines) {

    /** The history that begins with these lines. */
    static TaskHistory of(String... lines) {
        return new TaskHistory(lines.length, String.join("\n", lines));
    }

    TaskHistory plus(String line) {
        return new TaskHistory(seq + 1, lines + '\n' + line);
    }

    /** The line for one event. {@code data} is compact JSON (so it holds no line break) or null. */
    public static String line(String type, long time, @Nullable String data) {
        return data == null ? type + ' ' + time : type + ' ' + time + ' ' + data;
    }

    /** The events of {@code task} with a seq above {@code after}, oldest first. */
    public static List<Event> events(Task task, long after) {
        return events(task, after, task.history().lines());
    }

    /** The events of the newest lines of {@code task}'s history. */
    static List<Event> events(Task task, String newest) {
        return events(task, 0, newest);
    }

    private static List<Event> events(Task task, long after, String newest) {
        String[] lines = newest.split("\n");
        long first = task.history().seq() - lines.length + 1L;
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (first + i > after) {
                events.add(event(task, first + i, lines[i]));
            }
        }
        return events;
    }

    private static Event event(Task task, long seq, String line) {
        String[] parts = line.split(" ", 3);
        String data = data(task, parts);
        long time = Long.parseLong(parts[1]);
        return new Event(task.channel(), seq, task.id() + '.' + seq, parts[0], time, data);
    }

    /** The result has its own column, and is added to the event of the end. */
    private static String data(Task task, String[] parts) {
        String data = parts.length > 2 ? parts[2] : "{}";
        if (task.outcome().result() == null || !parts[0].equals(TaskState.SUCCEEDED.label())) {
            return data;
        }
        return data.substring(0, data.length() - 1)
                + ",\"result\":"
                + task.outcome().result()
                + '}';
    }

    /** A page of a task's own channel, which is read from the task's row. */
    public static EventPage page(Optional<Task> task, long after, int limit) {
        if (task.isEmpty()) {
            return new EventPage(List.of(), 0, after == 0);
        }
        List<Event> found = events(task.get(), after);
        return new EventPage(
                found.subList(0, Math.min(limit, found.size())),
                task.get().history().seq(),
                after <= task.get().history().seq());
    }
}
