package io.handoff.task.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.Conditions;
import io.handoff.http.StoredText;
import io.handoff.task.Progress;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task, passed to its worker as a CDI event. The worker ends it by returning
 * (succeeded) or throwing (failed, and tried again unless it is a {@link PermanentFailure}).
 *
 * <p>To be used on the worker's own thread. Work may run more than once, after a crash for example:
 * make its side effects idempotent; {@link #id} is the same each time.
 */
public final class TaskRun {

    private static final int MAX_NOTE = 200;

    private final Attempt attempt;
    private final ObjectMapper json;
    private final long maxResult;

    /**
     * @param maxResult characters that a result may have
     */
    public TaskRun(Attempt attempt, ObjectMapper json, long maxResult) {
        this.attempt = attempt;
        this.json = json;
        this.maxResult = maxResult;
    }

    public String id() {
        return attempt.task().id();
    }

    public String kind() {
        return attempt.task().kind();
    }

    /** The owner of the task. */
    public String owner() {
        return attempt.task().owner();
    }

    /** 1 for the first start; rises with every start, also after a crash. */
    public int attempt() {
        return attempt.task().attempts().number();
    }

    /** The payload as compact JSON. */
    public String payload() {
        return attempt.task().payload();
    }

    /**
     * The payload as an object.
     *
     * @throws PermanentFailure if it does not fit the type: trying again would not help
     */
    public <T> T payload(Class<T> type) {
        try {
            return json.readValue(payload(), type);
        } catch (JsonProcessingException e) {
            throw new PermanentFailure(
                    "the payload does not fit "
                            + type.getSimpleName()
                            + ": "
                            + e.getOriginalMessage());
        }
    }

    /** W3C {@code traceparent} to send along with calls to others, or null if none came in. */
    public @Nullable String traceparent() {
        return attempt.traceparent();
    }

    /**
     * Sets the result that clients read once the task has succeeded: anything Jackson can write.
     */
    public void result(Object value) {
        String written = write(value);
        if (written.length() > maxResult) {
            throw new PermanentFailure(
                    "the result has "
                            + written.length()
                            + " characters, more than handoff.tasks.max-result-size");
        }
        attempt.result(written);
    }

    /**
     * Reports progress to the followers of the task: live at most 10 times a second, stored at most
     * once a second and at the end. Cheap; call it as often as you like, the newest counts.
     *
     * @param percent 0 to 100; beyond that the nearest of both
     * @param note what it is doing, cut after 200 characters; null for nothing
     */
    public void progress(int percent, @Nullable String note) {
        String cut = note == null ? null : StoredText.cut(StoredText.repaired(note), MAX_NOTE);
        attempt.progress(new Progress(Math.max(0, Math.min(100, percent)), cut));
    }

    /**
     * Publishes an event to a user's channel if this attempt succeeds: stored in the same commit as
     * the outcome, so there is one event however often the task ran.
     */
    public void tellUser(String user, String type, Object data) {
        tellUser(user, type, data, null, 0);
    }

    /**
     * The same, under conditions.
     *
     * @param collapseKey an unread event with the same key is replaced by this one; null for none
     * @param expiresAt epoch milliseconds after which the event is of no interest; 0 for never
     */
    public void tellUser(
            String user, String type, Object data, @Nullable String collapseKey, long expiresAt) {
        attempt.tellUser(
                user,
                type,
                new Conditions(
                        collapseKey == null ? null : StoredText.repaired(collapseKey), expiresAt),
                write(data));
    }

    /** Whether this attempt should end: it was cancelled, timed out, or the server is stopping. */
    public boolean interrupted() {
        return attempt.stopReason() != null;
    }

    /** For loops: throws if this attempt should end. */
    public void checkpoint() {
        if (interrupted()) {
            throw new CancellationException(attempt.stopReason());
        }
    }

    private String write(Object value) {
        try {
            return StoredText.repaired(json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new PermanentFailure("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
