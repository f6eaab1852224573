package io.handoff.inbox;

import io.handoff.channel.Publisher;
import io.handoff.event.Channels;
import io.handoff.event.EventStore;
import io.handoff.event.EventStore.Marked;
import io.handoff.event.InboxPage;
import io.handoff.http.JsonText;
import io.handoff.http.Problem;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** The inbox of a user: the user's channel, with what is unread; publishes each change of that. */
@Singleton
public final class Inbox {

    private final EventStore events;
    private final Publisher publisher;
    private final InstantSource clock;

    Inbox(EventStore events, Publisher publisher, InstantSource clock) {
        this.events = events;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Newest first; blocks. */
    InboxPage page(String user, long before, int limit) {
        return events.inbox(Channels.USER + user, before, limit, clock.millis());
    }

    /**
     * Completes when an event is marked as read and the user's other connections are notified.
     *
     * @return fails with a {@link Problem} 404 if there is no such event
     */
    CompletionStage<Marked> read(String user, String id) {
        return mark(user, id)
                .thenApply(
                        marked -> {
                            if (!marked.found()) {
                                throw Problem.notFound(
                                        "The event "
                                                + id
                                                + " does not exist, or is no longer kept.");
                            }
                            return marked;
                        });
    }

    /** Marks all events as read. */
    CompletionStage<Marked> readAll(String user) {
        return mark(user, null);
    }

    private CompletionStage<Marked> mark(String user, String id) {
        String channel = Channels.USER + user;
        return events.markRead(channel, id, clock.millis())
                .thenApply(
                        marked -> {
                            if (marked.changed() > 0) {
                                publisher.publishEphemeral(channel, "read", data(id, marked));
                            }
                            return marked;
                        });
    }

    private static String data(String id, Marked marked) {
        String which = id == null ? "\"upTo\":" + marked.upTo() : "\"id\":" + JsonText.quote(id);
        return '{' + which + ",\"unread\":" + marked.unread() + '}';
    }
}
