package io.handoff.channel;

import io.handoff.access.Caller;
import io.handoff.access.Denied;
import io.handoff.bus.Bus;
import io.handoff.event.Conditions;
import io.handoff.event.Event;
import io.handoff.event.EventStore;
import io.handoff.event.EventStore.Appended;
import io.handoff.event.Ids;
import io.handoff.event.NewEvent;
import io.handoff.http.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Publishes events of clients: checks them, stores them, then sends them over the bus. */
public final class Publisher {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** Types that only the server uses, and those that EventSource uses itself. */
    private static final Set<String> RESERVED =
            Set.of("join", "leave", "subscribed", "open", "error", Event.REPLACED, Event.EXPIRED);

    private final EventStore events;
    private final Bus bus;
    private final Ids ids;
    private final InstantSource clock;
    private final int maxData;

    Publisher(EventStore events, Bus bus, Ids ids, InstantSource clock, int maxData) {
        this.events = events;
        this.bus = bus;
        this.ids = ids;
        this.clock = clock;
        this.maxData = maxData;
    }

    /**
     * Completes when the event is fsynced, on the store's thread; at once for an ephemeral one,
     * which has no seq. A repeat completes with the stored event.
     *
     * @throws Problem 400, 403 or 413 if the event is refused
     */
    public CompletionStage<Appended> publish(Caller caller, PublishCommand publishCommand) {
        check(caller, publishCommand);
        NewEvent event =
                new NewEvent(
                        publishCommand.channel().text(),
                        publishCommand.id() == null ? ids.next() : publishCommand.id(),
                        publishCommand.type() == null ? "message" : publishCommand.type(),
                        clock.millis(),
                        caller.name(),
                        Conditions.NONE,
                        publishCommand.data());
        if (publishCommand.ephemeral()) {
            bus.publish(event.at(0));
            return CompletableFuture.completedStage(new Appended(event.at(0), true));
        }
        return events.append(event).thenApply(appended -> published(caller, appended));
    }

    /** Publishes an ephemeral event of the server. */
    public void publishEphemeral(String channel, String type, String data) {
        bus.publish(new Event(channel, 0, ids.next(), type, clock.millis(), data));
    }

    private Appended published(Caller caller, Appended appended) {
        if (appended.created()) {
            bus.publish(appended.event());
        } else if (!caller.name().equals(appended.event().from())) {
            throw Problem.conflict(
                    "An event of another publisher has this id: choose another one.");
        }
        return appended;
    }

    private void check(Caller caller, PublishCommand publishCommand) {
        if (!caller.mayPublish(publishCommand.channel().text())) {
            throw Denied.foreign("You can publish to rooms only (room:{name}).");
        }
        if (publishCommand.type() != null
                && (!TYPE.matcher(publishCommand.type()).matches()
                        || RESERVED.contains(publishCommand.type()))) {
            throw Problem.badRequest(
                    "'type' must be 1 to 64 letters, digits or any of . _ - and none of "
                            + RESERVED.stream().sorted().toList()
                            + ".");
        }
        if (publishCommand.id() != null && !ID.matcher(publishCommand.id()).matches()) {
            throw Problem.badRequest("'id' must be 1 to 64 letters, digits or any of . _ : -");
        }
        // Characters, not bytes: this bounds memory, not the size on the network.
        if (publishCommand.data().length() > maxData) {
            throw new Problem(
                    413,
                    "'data' exceeds the limit of "
                            + maxData
                            + " characters (handoff.channels.max-data-size).",
                    Map.of());
        }
    }
}
