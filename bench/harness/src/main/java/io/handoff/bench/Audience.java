package io.handoff.bench;

import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Many subscribers of one room, and the other connections of a measurement. */
final class Audience implements AutoCloseable {

    private static final int LIMIT_SECONDS = 20;

    /** So that the server's backlog of new connections does not overflow. */
    private static final int AT_ONCE = 50;

    private static final double QUIET_SECONDS = 0.5;

    private final EventLoopGroup loops;
    private final Room room;
    private final DeliveryCounter deliveries;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<WebSocketConnection> connections = new ArrayList<>();

    /** Returns when all have subscribed and the events about their arrival have passed. */
    Audience(EventLoopGroup loops, Room room, int size, CompletableFuture<Void> failure)
            throws Exception {
        this.loops = loops;
        this.room = room;
        deliveries = new DeliveryCounter(size);
        List<CompletableFuture<WebSocketConnection>> opening = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Subscriber subscriber = new Subscriber(room, deliveries::delivered, failure);
            subscribers.add(subscriber);
            opening.add(open(room.subscriberPath("u" + i), subscriber));
            if (opening.size() == AT_ONCE || i == size - 1) {
                for (var each : opening) {
                    connections.add(each.get(LIMIT_SECONDS, TimeUnit.SECONDS));
                }
                opening.clear();
            }
        }
        Pacer.pass(QUIET_SECONDS, failure);
    }

    private CompletableFuture<WebSocketConnection> open(String path, Subscriber subscriber) {
        return WebSocketConnection.open(loops, room.port(), path, subscriber)
                .thenCombine(subscriber.subscribed(), (opened, nothing) -> opened);
    }

    /** One more, which is not counted, but leaves with the audience. */
    WebSocketConnection add(Subscriber subscriber) throws Exception {
        connections.add(
                open(room.subscriberPath("extra"), subscriber)
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS));
        return connections.get(connections.size() - 1);
    }

    /** Leaves with the audience too. */
    Publisher add(Publisher publisher) throws Exception {
        connections.add(
                WebSocketConnection.open(loops, room.port(), room.publisherPath(), publisher)
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS));
        return publisher;
    }

    DeliveryCounter deliveries() {
        return deliveries;
    }

    /** All leave; adds what they received, from due to received. */
    Figures left(Figures figures) throws Exception {
        close();
        long disorder = subscribers.stream().mapToLong(Subscriber::disorder).sum();
        return figures.with(
                        "",
                        Latencies.merged(subscribers.stream().map(Subscriber::latencies).toList()))
                .with("disorder", disorder);
    }

    @Override
    public void close() throws Exception {
        WebSocketConnection.leave(connections);
        connections.clear();
    }
}
