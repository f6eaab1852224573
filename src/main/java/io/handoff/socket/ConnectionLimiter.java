package io.handoff.socket;

import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
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
 * The way into one kind of socket: refuses or admits upgrades, knows the open ones and ends them.
 * Each admitted connection has a permit until its TCP connection is closed. Thread-safe.
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
     * @param name names this kind of socket, in {@code GET /capacity} and in metrics
     * @param cap what the permits are counted as when there is none left
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
     * Decides on an upgrade. When it is admitted the connection holds a permit and its frames are
     * guarded; the caller goes on with the upgrade at once. Call it on the connection's event loop,
     * see {@link #loopOf}, as the last of all checks.
     *
     * @param claim what else the connection takes, and gives back at its end
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
        ConnectionBase connection = (ConnectionBase) request.connection();
        ChannelPipeline pipeline = connection.channel().pipeline();
        if (pipeline.get(FrameGuard.class) != null) {
            return Admission.refused(
                    Refusal.badRequest("This connection is already being upgraded."));
        }
        Optional<Refusal> refusal = permit(extraPermit);
        if (refusal.isPresent()) {
            return Admission.refused(refusal.get());
        }
        AdmittedConnection admittedConnection =
                new AdmittedConnection(this, connection.channel(), limits, extraPermit);
        admittedConnection.install(connection.channelHandlerContext().name());
        return Admission.of(new Connection(admittedConnection));
    }

    /**
     * Takes a permit and a claim without an upgrade, for what is no WebSocket and counts as one.
     *
     * @return why not, or empty when both are taken; then {@link #release} them once
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

    /**
     * The connection's event loop: the only thread on which {@link #admit} may be called for this
     * request.
     */
    public static EventExecutor loopOf(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().eventLoop();
    }

    /** Refuses all further upgrades with 503 and {@code Retry-After}; open sockets stay. */
    public void stop() {
        stopped = true;
    }

    /**
     * {@link #stop}s, then closes all open sockets with 1012, spread evenly so that not all of
     * their clients come back at once.
     *
     * @param spread when the last one is told; zero tells all at once
     * @return done when all are closed, at the latest {@link SocketSettings#closeTimeout} and a
     *     second after the last was told
     */
    public CompletionStage<Void> drain(Duration spread) {
        stop();
        drained = true;
        AdmittedConnection[] slots = open.toArray(AdmittedConnection[]::new);
        CompletableFuture<?>[] ends = new CompletableFuture<?>[slots.length];
        for (int i = 0; i < slots.length; i++) {
            AdmittedConnection admittedConnection = slots[i];
            CompletableFuture<Void> end = new CompletableFuture<>();
            admittedConnection.channel().closeFuture().addListener(f -> end.complete(null));
            long delay = spread.toNanos() * i / Math.max(1, slots.length - 1);
            admittedConnection
                    .channel()
                    .eventLoop()
                    .schedule(() -> restart(admittedConnection), delay, TimeUnit.NANOSECONDS);
            ends[i] = end;
        }
        return CompletableFuture.allOf(ends);
    }

    public String name() {
        return name;
    }

    /** Connections that hold a permit: open, or with their upgrade under way. */
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
        removeIdleTimer(admittedConnection.channel().pipeline());
        admittedConnection
                .channel()
                .config()
                .setOption(ChannelOption.SO_SNDBUF, limits.sendBufferBytes());
        pulse(admittedConnection).add(admittedConnection.guard());
        if (drained) {
            restart(admittedConnection);
        }
    }

    void closed(AdmittedConnection admittedConnection, int code) {
        open.remove(admittedConnection);
        pulse(admittedConnection).remove(admittedConnection.guard());
        counts.closed(code);
    }

    /** Gives back what was taken. */
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

    private ConnectionTicker pulse(AdmittedConnection admittedConnection) {
        return connectionTickers.computeIfAbsent(
                admittedConnection.channel().eventLoop(),
                loop -> new ConnectionTicker(loop, limits.tickNanos(), clock));
    }

    /** The guard pings; Vert.x's timer would cost memory per socket for nothing. */
    private static void removeIdleTimer(ChannelPipeline pipeline) {
        if (pipeline.get("idle") != null) {
            pipeline.remove("idle");
        }
    }
}
