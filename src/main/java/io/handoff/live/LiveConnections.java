package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.socket.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** All live connections of this process. Thread-safe. */
public final class LiveConnections {

    private static final long SOONEST_MILLIS = 500;

    private final LiveContext context;
    private final Set<LiveSession> liveSessions = ConcurrentHashMap.newKeySet();
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    LiveConnections(LiveContext context) {
        this.context = context;
    }

    public LiveCounts counts() {
        return context.counts();
    }

    LiveSession begin(Connection connection, Caller caller) {
        LiveSession liveSession = new LiveSession(connection, context, caller);
        liveSessions.add(liveSession);
        connection.whenClosed(() -> liveSessions.remove(liveSession));
        liveSession.begin();
        return liveSession;
    }

    void opened(EventStream stream) {
        streams.add(stream);
        counts().openStreams().increment();
    }

    void closed(EventStream stream) {
        if (streams.remove(stream)) {
            counts().openStreams().decrement();
        }
    }

    LiveContext context() {
        return context;
    }

    /**
     * Tells every socket that it will be closed, and when to come back: each at another time.
     *
     * @param spread the latest of these times, from half a second on
     */
    public void announceDrain(Duration spread) {
        liveSessions.forEach(liveSession -> liveSession.announceDrain(retryAfter(spread)));
    }

    /** Ends all event streams, with the same advice. */
    public void endStreams(Duration spread) {
        streams.forEach(stream -> stream.drain(retryAfter(spread)));
    }

    private static long retryAfter(Duration spread) {
        return SOONEST_MILLIS
                + ThreadLocalRandom.current().nextLong(Math.max(1, spread.toMillis()));
    }
}
