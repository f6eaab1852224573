package io.handoff.channel;

import io.handoff.event.Event;
import io.handoff.event.EventStore;
import io.handoff.store.StoreUnavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks up how far each channel is that somebody listens to, after the bus may have lost news of
 * it; readers who are behind then read the rest. One look-up after another, each once per channel
 * however many listen: the store feels little of it. Thread-safe.
 */
final class GapRecovery {

    private static final Logger LOG = Logger.getLogger(GapRecovery.class);
    private static final long STORE_PAUSE_MILLIS = 500;

    private final ChannelSubscribers channelSubscribers;
    private final EventStore events;
    private final Executor threads;
    private final Deque<String> left = new ArrayDeque<>();
    private boolean busy;
    private boolean again;

    /**
     * @param threads where the store may be waited for; one of them at a time is used
     */
    GapRecovery(ChannelSubscribers channelSubscribers, EventStore events, Executor threads) {
        this.channelSubscribers = channelSubscribers;
        this.events = events;
        this.threads = threads;
    }

    /** Starts; where one is under way, another follows it. */
    synchronized void begin() {
        again = true;
        if (!busy) {
            busy = true;
            goOn(threads);
        }
    }

    private void goOn(Executor where) {
        try {
            where.execute(this::lookUp);
        } catch (RejectedExecutionException e) {
            LOG.debugf("Channels are not looked up any more: the process ends");
        }
    }

    private void lookUp() {
        String channel = next();
        if (channel == null) {
            return;
        }
        try {
            long last = events.read(channel, Long.MAX_VALUE, 1).last();
            if (last > 0) {
                channelSubscribers.publish(new Event(channel, last, "", "", 0, null));
            }
            goOn(threads);
        } catch (StoreUnavailable e) {
            notYet(channel);
            goOn(later());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s can't be looked up", channel);
            goOn(threads);
        }
    }

    private synchronized String next() {
        if (left.isEmpty() && again) {
            again = false;
            left.addAll(channelSubscribers.listenedTo());
        }
        busy = !left.isEmpty();
        return left.poll();
    }

    /** It is the next again, when the store had time to come back. */
    private synchronized void notYet(String channel) {
        left.addFirst(channel);
    }

    private Executor later() {
        return CompletableFuture.delayedExecutor(
                STORE_PAUSE_MILLIS, TimeUnit.MILLISECONDS, threads);
    }
}
