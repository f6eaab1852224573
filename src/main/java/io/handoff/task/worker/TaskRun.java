package io.handoff.task.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.handoff.event.Conditions;
import io.handoff.event.NewEvent;
import io.handoff.task.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * One attempt at a task, handed to its worker as a CDI event. The worker ends it by returning
 * (succeeded) or throwing (failed, and tried again unless it is a {@link PermanentFailure}).
 *
 * <p>To be used on the worker's own thread. Work may run more than once, after a crash for example:
 * what it does outside should bear that; {@link #id} is the same each time.
 */
public final class TaskRun {

    private static final int MAX_NOTE = 200;

    private final RunContext context;
    private final RunState state;
    private final List<NewEvent> newEvents = new ArrayList<>();
    private String result;

    public TaskRun(RunContext context, RunState state) {
        this.context = context;
        this.state = state;
    }

    public String id() {
        return state.task().id();
    }

    public String kind() {
        return state.task().kind();
    }

    /** Who handed the task in. */
    public String owner() {
        return state.task().owner();
    }

    /** 1 for the first start; rises with every start, also after a crash. */
    public int attempt() {
        return state.task().attempts().number();
    }

    /** The payload as compact JSON. */
    public String payload() {
        return state.task().payload();
    }

    /**
     * The payload as an object.
     *
     * @throws PermanentFailure if it does not fit the type: trying again would not help
     */
    public <T> T payload(Class<T> type) {
        try {
            return context.json().readValue(payload(), type);
        } catch (JsonProcessingException e) {
            throw new PermanentFailure(
                    "the payload does not fit "
                            + type.getSimpleName()
                            + ": "
                            + e.getOriginalMessage());
        }
    }

    /** W3C {@code traceparent} to send along with calls to others, or null if none came in. */
    public String traceparent() {
        return state.traceparent();
    }

    /** What the task's readers get to see when it has succeeded: anything Jackson can write. */
    public void result(Object value) {
        String written = json(value);
        if (written.length() > context.maxResult()) {
            throw new PermanentFailure(
                    "the result has "
                            + written.length()
                            + " characters, more than handoff.tasks.max-result-size");
        }
        result = written;
    }

    /**
     * Tells everybody who watches the task how far it is: live at most 10 times a second, stored at
     * most once a second and at the end. Cheap; call it as often as you like, the newest counts.
     *
     * @param percent 0 to 100; beyond that the nearest of both
     * @param note what it is doing, cut after 200 characters; null for nothing
     */
    public void progress(int percent, String note) {
        String cut = note == null || note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE);
        state.progressTracker().report(new Progress(Math.max(0, Math.min(100, percent)), cut));
    }

    /**
     * Tells a user something if this attempt succeeds: stored in the same commit as the outcome, so
     * it is told once however often the task ran.
     */
    public void tellUser(String user, String type, Object data) {
        tellUser(user, type, data, null, 0);
    }

    /**
     * The same, under conditions.
     *
     * @param collapseKey an unread event with the same key is replaced by this one; null for none
     * @param expiresAt epoch milliseconds after which nobody needs to hear it; 0 for never
     */
    public void tellUser(
            String user, String type, Object data, String collapseKey, long expiresAt) {
        newEvents.add(
                context.eventFor(user, type, new Conditions(collapseKey, expiresAt), json(data)));
    }

    /** Whether somebody wants this attempt to end: it was cancelled, took too long, or we stop. */
    public boolean interrupted() {
        return state.stopping() != RunState.Stop.NONE;
    }

    /** For loops: throws if somebody wants this attempt to end. */
    public void checkpoint() {
        if (interrupted()) {
            throw new CancellationException(state.stopping().reason());
        }
    }

    public String resultJson() {
        return result;
    }

    public List<NewEvent> newEvents() {
        return newEvents;
    }

    public RunState state() {
        return state;
    }

    private String json(Object value) {
        try {
            return context.json().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new PermanentFailure("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
