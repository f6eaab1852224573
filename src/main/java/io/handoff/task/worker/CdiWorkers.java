package io.handoff.task.worker;

import io.handoff.internals.CdiObservers;
import io.quarkus.arc.InjectableObserverMethod;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Workers are CDI observers: {@code void on(@ObservesAsync @Kind("…") TaskRun run)}. This is the
 * one place that fires tasks' events.
 */
@Singleton
public final class CdiWorkers implements Workers {

    private final Map<String, Event<TaskRun>> events = new TreeMap<>();

    /**
     * Finds the kinds, and resolves each kind's event once: {@code Event.select} looks through all
     * observers at every call.
     *
     * @throws IllegalStateException if a kind has no worker of its own or more than one
     */
    @Inject
    CdiWorkers(Event<TaskRun> event) {
        this(event, CdiObservers.all());
    }

    CdiWorkers(Event<TaskRun> event, Iterable<InjectableObserverMethod<?>> observers) {
        for (InjectableObserverMethod<?> observer : observers) {
            if (observer.getObservedType() == TaskRun.class) {
                add(event, observer);
            }
        }
    }

    @Override
    public Set<String> kinds() {
        return events.keySet();
    }

    @Override
    public CompletionStage<?> fire(TaskRun run, Executor executor) {
        Event<TaskRun> event = events.get(run.kind());
        if (event == null) {
            // Stored by a version that had such a worker.
            throw new IllegalStateException(
                    "No worker is registered for kind '" + run.kind() + "'");
        }
        return event.fireAsync(run, NotificationOptions.ofExecutor(executor));
    }

    private void add(Event<TaskRun> event, InjectableObserverMethod<?> observer) {
        String kind = kindOf(observer);
        if (!observer.isAsync()) {
            throw new IllegalStateException(observer + " must use @ObservesAsync, not @Observes.");
        }
        if (events.put(kind, event.select(new Kind.Literal(kind))) != null) {
            throw new IllegalStateException(
                    "Two workers observe @Kind(\"" + kind + "\"); the second is " + observer + ".");
        }
    }

    private static String kindOf(InjectableObserverMethod<?> observer) {
        return observer.getObservedQualifiers().stream()
                .filter(Kind.class::isInstance)
                .map(qualifier -> ((Kind) qualifier).value())
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        observer
                                                + " observes a TaskRun without saying which @Kind."));
    }
}
