package io.handoff.bench.live;

import io.handoff.bench.load.Window;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Many users who hear the same room. Leaves when closed. */
public final class Crowd implements AutoCloseable {

    private static final int OPEN_LIMIT_SECONDS = 20;
    private static final int BEGUN_AT_ONCE = 50;
    private static final long SILENCE_NANOS = 500_000_000;

    private final EventLoopGroup loops;
    private final CompletableFuture<Void> failure;
    private final int size;
    private final Deliveries deliveries;
    private final Heard heard;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<LiveConnection> connections =
            Collections.synchronizedList(new ArrayList<>());

    public Crowd(EventLoopGroup loops, int size, CompletableFuture<Void> failure) {
        this.size = size;
        this.deliveries = new Deliveries(size);
        this.loops = loops;
        this.failure = failure;
        this.heard = new Heard(loops);
    }

    /** Some at a time, so that the server's backlog of new connections does not overflow. */
    public void subscribe(Dialect dialect, int port, String channel) throws Exception {
        List<CompletableFuture<LiveConnection>> begun = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Subscriber subscriber = new Subscriber(heard, deliveries, dialect, channel, failure);
            subscribers.add(subscriber);
            begun.add(
                    open(dialect, port, "u" + i, subscriber)
                            .thenCompose(c -> subscriber.subscribed()));
            if (begun.size() == BEGUN_AT_ONCE || i == size - 1) {
                await(begun);
            }
        }
        awaitQuiet();
    }

    /** One more connection, which leaves with the crowd. */
    public LiveConnection join(Dialect dialect, int port, String user, LiveListener listener)
            throws Exception {
        return open(dialect, port, user, listener).get(OPEN_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<LiveConnection> open(
            Dialect dialect, int port, String user, LiveListener listener) {
        return LiveConnection.open(loops, port, dialect.path(user), listener)
                .thenApply(
                        connection -> {
                            connections.add(connection);
                            return connection;
                        });
    }

    private void await(List<CompletableFuture<LiveConnection>> begun) throws Exception {
        for (CompletableFuture<LiveConnection> each : begun) {
            each.get(OPEN_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        begun.clear();
    }

    /** Lets the news of so many arrivals pass, which everybody is told. */
    private void awaitQuiet() throws Exception {
        Window.pass(0.5, failure);
    }

    /** Until nothing has been heard for half a second; returns for how long something was. */
    public double awaitSilence() throws Exception {
        long start = System.nanoTime();
        long changed = start;
        for (long before = deliveries.total(); System.nanoTime() - changed < SILENCE_NANOS; ) {
            Window.pass(0.01, failure);
            if (before != deliveries.total()) {
                before = deliveries.total();
                changed = System.nanoTime();
            }
        }
        return (changed - start) / 1e9;
    }

    public int size() {
        return size;
    }

    public Heard heard() {
        return heard;
    }

    public List<LiveConnection> connections() {
        return connections;
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    /** How many seqs came twice, after a higher one, or never; when all have left. */
    public long outOfOrder() {
        return subscribers.stream().mapToLong(s -> s.order().gaps() + s.order().repeats()).sum();
    }

    /** Everybody leaves; what they heard stays. */
    @Override
    public void close() throws Exception {
        List<CompletableFuture<Void>> left =
                List.copyOf(connections).stream().map(LiveConnection::leave).toList();
        CompletableFuture.allOf(left.toArray(CompletableFuture[]::new))
                .get(OPEN_LIMIT_SECONDS, TimeUnit.SECONDS);
        connections.clear();
    }
}
