package io.handoff.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.EventPage;
import io.handoff.event.EventStore;
import io.handoff.store.StoreUnavailable;
import io.netty.util.concurrent.EventExecutor;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Reads pages of channels' histories for event loops, which must not block. */
final class HistoryReader {

    private static final Logger LOG = Logger.getLogger(HistoryReader.class);

    private final EventStore events;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Executor threads;

    /**
     * @param threads for blocking reads; each subscription has at most one in progress, so the
     *     number of subscriptions bounds the queue
     */
    HistoryReader(EventStore events, ObjectMapper json, InstantSource clock, Executor threads) {
        this.events = events;
        this.json = json;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * @param events the events of the page, ready to send
     */
    record Page(EventPage page, List<EncodedEvent> events) {}

    /**
     * Calls {@code then} with the page, or {@code failed} if the store cannot be read; on the loop.
     */
    void read(
            EventExecutor loop,
            String channel,
            long after,
            int limit,
            Consumer<Page> then,
            Runnable failed) {
        try {
            threads.execute(() -> loop.execute(answer(channel, after, limit, then, failed)));
        } catch (RejectedExecutionException e) {
            LOG.debugf("Did not read %s: the process shuts down", channel);
        }
    }

    private Runnable answer(
            String channel, long after, int limit, Consumer<Page> then, Runnable failed) {
        try {
            Page page = page(channel, after, limit);
            return () -> then.accept(page);
        } catch (StoreUnavailable e) {
            LOG.debugf("Cannot read %s now: %s", channel, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Cannot read %s", channel);
        }
        return failed;
    }

    private Page page(String channel, long after, int limit) {
        EventPage page = events.read(channel, after, limit);
        long now = clock.millis();
        return new Page(
                page,
                page.events().stream()
                        .map(event -> new EncodedEvent(event.at(now), json))
                        .toList());
    }
}
