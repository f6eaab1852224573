package io.handoff.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.event.Event;
import io.handoff.event.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * All tallies of this replica, and what the others say of theirs: changes as they come, everything
 * every few seconds, so that a lost message does no harm for long. A replica that is silent for its
 * lease no longer counts.
 */
public final class ReplicatedCounters {

    private static final Logger LOG = Logger.getLogger(ReplicatedCounters.class);

    /** In no namespace that clients can ask for. */
    private static final String CHANNEL = "cluster";

    /** Keys in one message: it has to fit into the smallest bus. */
    private static final int MOST_KEYS = 50;

    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    private final Map<String, ReplicatedCounter> tallies = new ConcurrentHashMap<>();
    private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> naming = new ConcurrentHashMap<>();
    private final Bus bus;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Ids ids;
    private final String self;
    private final long leaseMillis;
    private final boolean alone;

    /**
     * @param lease how long a replica counts that says nothing more
     * @param alone whether there are no others, and never will be
     */
    public ReplicatedCounters(
            Bus bus, ObjectMapper json, InstantSource clock, Duration lease, boolean alone) {
        this.alone = alone;
        this.bus = bus;
        this.json = json;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.self = ids.next();
        this.leaseMillis = lease.toMillis();
        if (!alone) {
            bus.listen(this::hear);
        }
    }

    public ReplicatedCounter named(String name) {
        return tallies.computeIfAbsent(name, n -> new ReplicatedCounter(n, alone));
    }

    /** Replicas that are there, this one included. */
    public int replicas() {
        return heardAt.size() + 1;
    }

    /** Tells the others what changed; to be called some times a second. */
    public void tellChanges() {
        tallies.values()
                .forEach(
                        replicatedCounter ->
                                tell(replicatedCounter, replicatedCounter.takeChanges(), false));
    }

    /** Tells the others everything, and forgets those that were silent too long. */
    public void tellAll() {
        tallies.values()
                .forEach(
                        replicatedCounter ->
                                tell(replicatedCounter, replicatedCounter.own(), true));
        long latest = clock.millis() - leaseMillis;
        heardAt.forEach(
                (node, at) -> {
                    if (at < latest) {
                        forget(node);
                    }
                });
    }

    /** This replica goes. */
    public void leave() {
        publish("{\"leaves\":true}");
    }

    private void tell(
            ReplicatedCounter replicatedCounter, Map<String, Integer> counts, boolean all) {
        Map<String, Integer> some = new LinkedHashMap<>();
        boolean first = true;
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            some.put(count.getKey(), count.getValue());
            if (some.size() == MOST_KEYS) {
                publish(message(replicatedCounter, some, all && first, false));
                first = false;
                some.clear();
            }
        }
        if (all || !some.isEmpty()) {
            publish(message(replicatedCounter, some, all && first, all));
        }
    }

    /**
     * @param first whether with this everything begins to be named
     * @param last whether with this everything has been named
     */
    private String message(
            ReplicatedCounter replicatedCounter,
            Map<String, Integer> counts,
            boolean first,
            boolean last) {
        return json.createObjectNode()
                .put("tally", replicatedCounter.name())
                .put("first", first)
                .put("last", last)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                        "counts", json.valueToTree(counts))
                .toString();
    }

    private void publish(String data) {
        bus.publish(new Event(CHANNEL, 0, ids.next(), self, clock.millis(), data));
    }

    private void hear(Event event) {
        if (!event.channel().equals(CHANNEL) || event.type().equals(self)) {
            return;
        }
        try {
            take(event.type(), json.readTree(event.data()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf("A replica said something that can't be read: %s", e.getMessage());
        }
    }

    private void take(String node, JsonNode message) {
        if (message.path("leaves").asBoolean()) {
            forget(node);
            return;
        }
        heardAt.put(node, clock.millis());
        ReplicatedCounter replicatedCounter = named(message.path("tally").asText());
        Map<String, Integer> counts = json.convertValue(message.path("counts"), COUNTS);
        replicatedCounter.heard(node, counts);
        String part = node + ' ' + replicatedCounter.name();
        if (message.path("first").asBoolean()) {
            naming.put(part, new HashSet<>());
        }
        Set<String> named = naming.get(part);
        if (named != null) {
            named.addAll(counts.keySet());
            if (message.path("last").asBoolean()) {
                naming.remove(part);
                replicatedCounter.keepOnly(node, named);
            }
        }
    }

    private void forget(String node) {
        heardAt.remove(node);
        naming.keySet().removeIf(part -> part.startsWith(node));
        tallies.values().forEach(replicatedCounter -> replicatedCounter.forget(node));
    }
}
