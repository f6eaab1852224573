package io.handoff.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Caller;
import io.handoff.bus.Bus;
import io.handoff.event.Channels;
import io.handoff.event.Conditions;
import io.handoff.event.EventStore;
import io.handoff.event.Ids;
import io.handoff.event.NewEvent;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The audit log: the actions of operators, stored before they are executed, as events of {@code
 * ops:audit}. A caller waits for the entry, and does not act if it cannot be stored. Never blocks;
 * thread-safe.
 */
public final class Audit {

    private final EventStore events;
    private final Bus bus;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource clock;

    public Audit(EventStore events, Bus bus, ObjectMapper json, InstantSource clock) {
        this.events = events;
        this.bus = bus;
        this.json = json;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /**
     * Stores an entry if the caller acts as an operator: as an admin, or on a target of another
     * owner.
     *
     * @param type the action, for example {@code task.cancel}
     * @param target a path
     * @return completes when the entry is fsynced, on the store's thread; fails with {@link
     *     io.handoff.store.StoreUnavailable}
     */
    public CompletionStage<Void> write(
            Caller caller, String type, String target, String owner, String kind) {
        if (!caller.isAdmin() && caller.name().equals(owner)) {
            return CompletableFuture.completedStage(null);
        }
        return write(
                ids.next(),
                caller.name(),
                type,
                Map.of("target", target, "owner", owner, "kind", kind));
    }

    /**
     * Stores an entry for an action that may start more than once.
     *
     * @param id the id of the entry; a second entry with the same id within a day is not stored
     * @param by the operator
     * @param data the target and details of the action
     */
    public CompletionStage<Void> write(String id, String by, String type, Map<String, ?> data) {
        return events.append(
                        new NewEvent(
                                Channels.AUDIT,
                                id,
                                type,
                                clock.millis(),
                                by,
                                Conditions.NONE,
                                text(data)))
                .thenAccept(
                        appended -> {
                            if (appended.created()) {
                                bus.publish(appended.event());
                            }
                        });
    }

    private String text(Map<String, ?> data) {
        try {
            return json.writeValueAsString(new TreeMap<>(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
