package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.socket.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The live connections of this process. Thread-safe. */
public final class LiveConnections {

    private static final long MIN_RETRY_MILLIS = 500;

    private final LiveContext context;
    private final Set<LiveSession> liveSessions = ConcurrentHashMap.newKeySet();
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    LiveConnections(LiveContext context) {
        this.context = context;
    }

    public LiveCounts counts() {
        return context.counts();
    }

    LiveSession start(Connection connection, Caller caller) {
        LiveSession liveSession = new LiveSession(connection, context, caller);
        liveSessions.add(liveSession);
        connection.onClosed(() -> liveSessions.remove(liveSession));
        liveSession.start();
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
     * Announces to all clients on sockets that they will be disconnected, each with another time to
     * reconnect after.
     *
     * @param spread the range of these times, from half a second on
     */
    public void announceDrain(Duration spread) {
        liveSessions.forEach(liveSession -> liveSession.announceDrain(retryAfter(spread)));
    }

    /** Ends all event streams, with the same hint. */
    public void endStreams(Duration spread) {
        streams.forEach(stream -> stream.drain(retryAfter(spread)));
    }

    private static long retryAfter(Duration spread) {
        return MIN_RETRY_MILLIS
                + ThreadLocalRandom.current().nextLong(Math.max(1, spread.toMillis()));
    }
}
