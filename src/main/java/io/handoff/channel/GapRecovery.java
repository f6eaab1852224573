package io.handoff.channel;

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
 * After the bus may have lost events, looks up the newest seq of each subscribed channel, so that
 * readers that are behind read the rest. One look-up at a time, and one per channel however many
 * subscriptions it has, to spare the store. Thread-safe.
 */
final class GapRecovery {

    private static final Logger LOG = Logger.getLogger(GapRecovery.class);
    private static final long STORE_PAUSE_MILLIS = 500;

    private final ChannelSubscribers channelSubscribers;
    private final EventStore events;
    private final Executor threads;
    private final Deque<String> pending = new ArrayDeque<>();
    private boolean running;
    private boolean requested;

    /**
     * @param threads for blocking reads; uses one at a time
     */
    GapRecovery(ChannelSubscribers channelSubscribers, EventStore events, Executor threads) {
        this.channelSubscribers = channelSubscribers;
        this.events = events;
        this.threads = threads;
    }

    /** Starts; if a recovery is running, another one follows it. */
    synchronized void start() {
        requested = true;
        if (!running) {
            running = true;
            lookUpNext(threads);
        }
    }

    private void lookUpNext(Executor executor) {
        try {
            executor.execute(this::lookUp);
        } catch (RejectedExecutionException e) {
            LOG.debugf("Stopped the recovery of lost events: the process shuts down");
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
                channelSubscribers.catchUp(channel, last);
            }
            lookUpNext(threads);
        } catch (StoreUnavailable e) {
            postpone(channel);
            lookUpNext(afterPause());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Cannot read the newest seq of %s", channel);
            lookUpNext(threads);
        }
    }

    private synchronized String next() {
        if (pending.isEmpty() && requested) {
            requested = false;
            pending.addAll(channelSubscribers.subscribedChannels());
        }
        running = !pending.isEmpty();
        return pending.poll();
    }

    /** Puts the channel first again, until the store is back. */
    private synchronized void postpone(String channel) {
        pending.addFirst(channel);
    }

    private Executor afterPause() {
        return CompletableFuture.delayedExecutor(
                STORE_PAUSE_MILLIS, TimeUnit.MILLISECONDS, threads);
    }
}
