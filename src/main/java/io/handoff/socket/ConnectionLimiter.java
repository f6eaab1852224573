package io.handoff.socket;

import io.handoff.internals.VertxConnection;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits the connections of one kind: admits or refuses upgrades, and closes the open connections
 * when the server stops. Each admitted connection holds a permit until TCP ends. Thread-safe.
 */
public final class ConnectionLimiter {

    private final String name;
    private final Permits permits;
    private final SocketLimits limits;
    private final Limit cap;
    private final Limits reached;
    private final LongSupplier clock;
    private final SocketCounts counts = new SocketCounts();
    private final Set<AdmittedConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<EventExecutor, ConnectionTicker> connectionTickers =
            new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile boolean drained;

    /**
     * @param name the kind of connection, in {@code GET /capacity} and in metrics
     * @param cap the limit that is reached when no permit is free
     * @param reached counts the limits that are reached
     * @param clock nanoseconds of a monotonic clock
     */
    public ConnectionLimiter(
            String name,
            Permits permits,
            Limit cap,
            SocketLimits limits,
            Limits reached,
            LongSupplier clock) {
        this.name = name;
        this.permits = permits;
        this.limits = limits;
        this.cap = cap;
        this.reached = reached;
        this.clock = clock;
    }

    /**
     * Decides on an upgrade. An admitted connection holds a permit and has a {@link FrameGuard};
     * the caller continues with the upgrade at once. Call it on the connection's event loop, as the
     * last of all checks.
     *
     * @param extraPermit what the connection takes besides, and releases at its end
     */
    public Admission admit(HttpServerRequest request, ExtraPermit extraPermit) {
        Admission admission =
                Handshake.refusal(request)
                        .map(Admission::refused)
                        .orElseGet(() -> take(request, extraPermit));
        admission.refusal().ifPresent(r -> counts.refused(r.reason()));
        return admission;
    }

    private Admission take(HttpServerRequest request, ExtraPermit extraPermit) {
        Channel channel = VertxConnection.channelOf(request);
        if (channel.pipeline().get(FrameGuard.class) != null) {
            return Admission.refused(
                    Refusal.badRequest("This connection is already being upgraded."));
        }
        Optional<Refusal> refusal = permit(extraPermit);
        if (refusal.isPresent()) {
            return Admission.refused(refusal.get());
        }
        AdmittedConnection admittedConnection =
                new AdmittedConnection(this, channel, limits, extraPermit);
        admittedConnection.install(VertxConnection.handlerNameOf(request));
        return Admission.of(new Connection(admittedConnection));
    }

    /**
     * Takes a permit and the extra permit without an upgrade: for an event stream, which counts as
     * a connection and is no WebSocket.
     *
     * @return why not, or empty if both are taken; then {@link #release} them once
     */
    public Optional<Refusal> permit(ExtraPermit extraPermit) {
        if (stopped) {
            return Optional.of(Refusal.draining(Refusal.retryAfter()));
        }
        Optional<Refusal> refusal = extraPermit.take();
        if (refusal.isPresent() || permits.tryAcquire()) {
            return refusal;
        }
        if (reached.reached(cap)) {
            extraPermit.release();
            return Optional.of(Refusal.full(permits.cap(), Refusal.retryAfter()));
        }
        permits.acquireBeyond();
        return Optional.empty();
    }

    /** Refuses all further upgrades with 503 and {@code Retry-After}; open connections stay. */
    public void stop() {
        stopped = true;
    }

    /**
     * {@link #stop}s, then closes all open connections with 1012, evenly spread over time so that
     * their clients do not reconnect all at once.
     *
     * @param spread when the last connection gets its close frame; zero: all at once
     * @return completes when TCP has ended for all, at the latest {@link
     *     SocketSettings#closeTimeout} and a second after the last close frame
     */
    public CompletionStage<Void> drain(Duration spread) {
        stop();
        drained = true;
        AdmittedConnection[] connections = open.toArray(AdmittedConnection[]::new);
        CompletableFuture<?>[] closed = new CompletableFuture<?>[connections.length];
        for (int i = 0; i < connections.length; i++) {
            AdmittedConnection admittedConnection = connections[i];
            CompletableFuture<Void> end = new CompletableFuture<>();
            admittedConnection.channel().closeFuture().addListener(f -> end.complete(null));
            long delay = spread.toNanos() * i / Math.max(1, connections.length - 1);
            admittedConnection
                    .channel()
                    .eventLoop()
                    .schedule(() -> restart(admittedConnection), delay, TimeUnit.NANOSECONDS);
            closed[i] = end;
        }
        return CompletableFuture.allOf(closed);
    }

    public String name() {
        return name;
    }

    /** Connections that hold a permit: open ones, and those whose upgrade is under way. */
    public int open() {
        return permits.taken();
    }

    public int free() {
        return stopped ? 0 : permits.free();
    }

    public int cap() {
        return permits.cap();
    }

    public SocketCounts counts() {
        return counts;
    }

    void opened(AdmittedConnection admittedConnection) {
        open.add(admittedConnection);
        // The guard pings; Vert.x's idle timer would only cost memory.
        VertxConnection.removeIdleHandler(admittedConnection.channel().pipeline());
        admittedConnection
                .channel()
                .config()
                .setOption(ChannelOption.SO_SNDBUF, limits.sendBufferBytes());
        tickerOf(admittedConnection).add(admittedConnection.guard());
        if (drained) {
            restart(admittedConnection);
        }
    }

    void closed(AdmittedConnection admittedConnection, int code) {
        open.remove(admittedConnection);
        tickerOf(admittedConnection).remove(admittedConnection.guard());
        counts.closed(code);
    }

    /** Releases what {@link #permit} took. */
    public void release(ExtraPermit extraPermit) {
        permits.release();
        extraPermit.release();
    }

    boolean reached(Limit limit) {
        return reached.reached(limit);
    }

    long now() {
        return clock.getAsLong();
    }

    private static void restart(AdmittedConnection admittedConnection) {
        admittedConnection.close(CloseCode.RESTART, "restarting");
    }

    private ConnectionTicker tickerOf(AdmittedConnection admittedConnection) {
        return connectionTickers.computeIfAbsent(
                admittedConnection.channel().eventLoop(),
                loop -> new ConnectionTicker(loop, limits.tickNanos(), clock));
    }
}
