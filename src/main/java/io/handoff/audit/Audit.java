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
 * What operators do, written down before they do it: events of {@code ops:audit}. Whoever acts
 * waits for the entry; what can't be written is not done. Never blocks; thread-safe.
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
     * Writes that somebody is about to do something to what has an owner, if that is an operator's
     * action: it is somebody else's, or the caller is an admin.
     *
     * @param type what: {@code task.cancel}, say
     * @param target a path
     * @return completes when it is fsynced, on the store's thread; fails with {@link
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
     * Writes that something is about to be done that may begin more than once.
     *
     * @param id of the entry: a second one with it, within a day, is not written
     * @param by who
     * @param data what to, and how
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
