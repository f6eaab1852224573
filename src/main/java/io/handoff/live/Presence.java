package io.handoff.live;

import io.handoff.channel.Publisher;
import io.handoff.cluster.ReplicatedCounter;
import io.handoff.http.JsonText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Which users are in which rooms. A {@code join} is published at once, a {@code leave} only after a
 * delay, so that a reconnect publishes neither. Thread-safe.
 */
final class Presence {

    private final Map<String, Map<String, Member>> rooms = new ConcurrentHashMap<>();
    private final Publisher publisher;
    private final ScheduledExecutorService timer;
    private final long delayMillis;
    private final int maxAnnounced;
    private final ReplicatedCounter replicatedCounter;

    /**
     * @param maxAnnounced rooms with more users get no {@code join} and {@code leave}
     */
    Presence(
            Publisher publisher,
            ScheduledExecutorService timer,
            Duration delay,
            int maxAnnounced,
            ReplicatedCounter replicatedCounter) {
        this.replicatedCounter = replicatedCounter;
        this.maxAnnounced = maxAnnounced;
        this.publisher = publisher;
        this.timer = timer;
        this.delayMillis = delay.toMillis();
    }

    /** A user in a room; changed only inside of {@code compute} for that room. */
    private static final class Member {
        private int connections;
        private Future<?> leaveTimer;
    }

    void join(String room, String user) {
        rooms.compute(
                room,
                (name, users) -> {
                    Map<String, Member> all = users == null ? new HashMap<>() : users;
                    arrive(room, user, all);
                    return all;
                });
    }

    private void arrive(String room, String user, Map<String, Member> users) {
        Member member = users.get(user);
        if (member == null) {
            member = new Member();
            users.put(user, member);
            announce(room, users, "join", user);
        }
        member.connections++;
        replicatedCounter.set(key(room, user), member.connections);
        if (member.leaveTimer != null) {
            member.leaveTimer.cancel(false);
            member.leaveTimer = null;
        }
    }

    void leave(String room, String user) {
        rooms.computeIfPresent(
                room,
                (name, users) -> {
                    Member member = users.get(user);
                    member.connections--;
                    replicatedCounter.set(key(room, user), member.connections);
                    if (member.connections == 0) {
                        member.leaveTimer =
                                timer.schedule(
                                        () -> remove(room, user, member),
                                        delayMillis,
                                        TimeUnit.MILLISECONDS);
                    }
                    return users;
                });
    }

    private void remove(String room, String user, Member member) {
        rooms.computeIfPresent(
                room,
                (name, users) -> {
                    if (member.connections == 0 && users.remove(user, member)) {
                        announce(room, users, "leave", user);
                    }
                    return users.isEmpty() ? null : users;
                });
    }

    /** The number of connections by user. */
    Map<String, Integer> of(String room) {
        Map<String, Integer> found = new TreeMap<>();
        replicatedCounter
                .othersByPrefix(key(room, ""))
                .forEach((key, count) -> found.put(key.substring(room.length() + 1), count));
        rooms.computeIfPresent(
                room,
                (name, users) -> {
                    users.forEach(
                            (user, member) -> found.merge(user, member.connections, Integer::sum));
                    found.values().removeIf(connections -> connections == 0);
                    return users;
                });
        return found;
    }

    /** Unambiguous, since names of rooms and users contain no spaces. */
    private static String key(String room, String user) {
        return room + ' ' + user;
    }

    /** The data of a {@code join} or {@code leave} of that user. */
    static String data(String user) {
        return "{\"user\":" + JsonText.quote(user) + '}';
    }

    private void announce(String room, Map<String, Member> users, String type, String user) {
        // The user is not new, and has not left, while connected to another replica.
        if (users.size() <= maxAnnounced && replicatedCounter.others(key(room, user)) == 0) {
            publisher.publishEphemeral(room, type, data(user));
        }
    }
}
