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
 * Who is in which room. Coming is told at once, going only after a while, so that a reconnect makes
 * no noise. Thread-safe.
 */
final class Presence {

    private final Map<String, Map<String, Member>> rooms = new ConcurrentHashMap<>();
    private final Publisher publisher;
    private final ScheduledExecutorService timer;
    private final long delayMillis;
    private final int toldUpTo;
    private final ReplicatedCounter replicatedCounter;

    /**
     * @param toldUpTo users of a room whose coming and going is told
     */
    Presence(
            Publisher publisher,
            ScheduledExecutorService timer,
            Duration delay,
            int toldUpTo,
            ReplicatedCounter replicatedCounter) {
        this.replicatedCounter = replicatedCounter;
        this.toldUpTo = toldUpTo;
        this.publisher = publisher;
        this.timer = timer;
        this.delayMillis = delay.toMillis();
    }

    /** Somebody in a room; changed only inside of {@code compute} for that room. */
    private static final class Member {
        private int connections;
        private Future<?> goodbye;
    }

    void join(String room, String user) {
        rooms.compute(
                room,
                (name, users) -> {
                    Map<String, Member> all = users == null ? new HashMap<>() : users;
                    come(room, user, all);
                    return all;
                });
    }

    private void come(String room, String user, Map<String, Member> users) {
        Member member = users.get(user);
        if (member == null) {
            member = new Member();
            users.put(user, member);
            tell(room, users, "join", user);
        }
        member.connections++;
        replicatedCounter.set(key(room, user), member.connections);
        if (member.goodbye != null) {
            member.goodbye.cancel(false);
            member.goodbye = null;
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
                        member.goodbye =
                                timer.schedule(
                                        () -> gone(room, user, member),
                                        delayMillis,
                                        TimeUnit.MILLISECONDS);
                    }
                    return users;
                });
    }

    private void gone(String room, String user, Member member) {
        rooms.computeIfPresent(
                room,
                (name, users) -> {
                    if (member.connections == 0 && users.remove(user, member)) {
                        tell(room, users, "leave", user);
                    }
                    return users.isEmpty() ? null : users;
                });
    }

    /** Users with the number of their connections, by name. */
    Map<String, Integer> of(String room) {
        Map<String, Integer> found = new TreeMap<>();
        replicatedCounter
                .othersWith(key(room, ""))
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

    /** Neither rooms nor users have blanks in their names. */
    private static String key(String room, String user) {
        return room + ' ' + user;
    }

    /** What a {@code join} or {@code leave} of that user says. */
    static String data(String user) {
        return "{\"user\":" + JsonText.quote(user) + '}';
    }

    private void tell(String room, Map<String, Member> users, String type, String user) {
        // Nobody comes who is here already, and nobody goes who stays, on another replica.
        if (users.size() <= toldUpTo && replicatedCounter.others(key(room, user)) == 0) {
            publisher.tell(room, type, data(user));
        }
    }
}
