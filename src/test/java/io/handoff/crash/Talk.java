package io.handoff.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.live.LiveClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * On every replica somebody who talks, in a room that no other replica talks in and in one where
 * all do, and somebody who hears all rooms. News of the other replicas' rooms comes over the bus
 * alone.
 */
final class Talk implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String COMMON = "room:common";

    /** Where something is said now and then, so that no later event gives a missed one away. */
    private static final String RARE = "room:rare";

    private final Cluster cluster;
    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> speakers = new ArrayList<>();
    private final List<Ear> ears = new ArrayList<>();
    private volatile boolean over;
    private int rare;

    private Talk(Cluster cluster) {
        this.cluster = cluster;
        this.threads = Executors.newFixedThreadPool(cluster.size());
    }

    static Talk on(Cluster cluster) {
        Talk talk = new Talk(cluster);
        for (int port : cluster.ports()) {
            talk.ears.add(new Ear(port, talk.rooms()));
        }
        for (int i = 0; i < cluster.size(); i++) {
            int replica = i;
            talk.speakers.add(CompletableFuture.runAsync(() -> talk.speak(replica), talk.threads));
        }
        return talk;
    }

    private List<String> rooms() {
        List<String> rooms = new ArrayList<>(List.of(COMMON, RARE));
        for (int i = 0; i < cluster.size(); i++) {
            rooms.add(room(i));
        }
        return rooms;
    }

    private static String room(int replica) {
        return "room:of" + replica;
    }

    private void speak(int replica) {
        for (int n = 0; !over; n++) {
            say(replica, room(replica), n);
            say(replica, COMMON, n);
            Api.pass(PAUSE);
        }
    }

    /** Until it is safe, each time with the same id. */
    private void say(int replica, String room, int n) {
        String body = "{\"data\":%d,\"id\":\"r%d-%d\"}".formatted(n, replica, n);
        for (int status = 503; status == 503; ) {
            HttpResponse<String> answer =
                    cluster.api(replica).post("/channels/" + room + "/events", body);
            status = answer.statusCode();
            if (status == 503) {
                Api.pass(PAUSE);
            } else if (status / 100 != 2) {
                throw new AssertionError(status + ": " + answer.body());
            }
        }
    }

    /** Says something on the first replica, where nothing else is said for long. */
    void sayRarely() {
        say(0, RARE, rare++);
    }

    /** How far a room is that only this replica talks in. */
    long said(int replica) {
        return last(room(replica));
    }

    private long last(String room) {
        return cluster.api(0).json("/channels/" + room + "/events?limit=1").get("seq").asLong();
    }

    /** Whether everybody has heard what is said by now. */
    boolean heard() {
        return rooms().stream()
                .allMatch(
                        room -> {
                            long last = last(room);
                            return ears.stream().allMatch(ear -> ear.position(room) >= last);
                        });
    }

    /**
     * Whether everybody has heard so much of every replica's room, and what is said rarely.
     *
     * @param seqs by replica
     */
    boolean heard(List<Long> seqs) {
        for (int i = 0; i < seqs.size(); i++) {
            String room = room(i);
            long wanted = seqs.get(i);
            if (!ears.stream().allMatch(ear -> ear.position(room) >= wanted)) {
                return false;
            }
        }
        return ears.stream().allMatch(ear -> ear.position(RARE) >= rare);
    }

    /** Nobody says anything more. */
    void end() {
        over = true;
        speakers.forEach(CompletableFuture::join);
    }

    /** Connections that are gone, and what came late, twice or never; empty if all is well. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        ears.forEach(ear -> faults.addAll(ear.faults()));
        return faults;
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        ears.forEach(Ear::close);
    }

    /** One connection for all of the test. */
    private static final class Ear implements AutoCloseable {

        private final LiveClient client;
        private final Map<String, Long> positions = new HashMap<>();
        private final List<String> faults = new ArrayList<>();

        Ear(int port, List<String> rooms) {
            client = LiveClient.open(port, "?user=ear" + port);
            rooms.forEach(room -> client.subscribe(room, ",'after':0"));
        }

        long position(String room) {
            client.untilPong().forEach(this::take);
            return positions.getOrDefault(room, 0L);
        }

        private void take(JsonNode frame) {
            if (frame.get("op").asText().equals("event") && frame.has("seq")) {
                String room = frame.get("channel").asText();
                long seq = frame.get("seq").asLong();
                Long before = positions.put(room, seq);
                if (seq != (before == null ? 1 : before + 1)) {
                    faults.add("%s: %d after %s".formatted(room, seq, before));
                }
            }
        }

        List<String> faults() {
            if (!client.isOpen()) {
                faults.add("A connection was closed");
            }
            return faults;
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
