package io.handoff.bus;

import io.handoff.event.Event;
import java.util.Map;
import java.util.Optional;

/** A message from one replica to all replicas. */
public sealed interface BusMessage extends BusPayload {

    /**
     * The hint to send in place of this message where the whole message does not fit; empty if
     * there is none, and the message is dropped.
     */
    default Optional<Hint> asHint() {
        return Optional.empty();
    }

    /** Whether the store holds the content, so that a receiver can recover a lost message. */
    default boolean stored() {
        return false;
    }

    /** How much memory the content takes, in characters. */
    default int size() {
        return 0;
    }

    /** A channel has a new event. */
    record Published(Event event) implements BusMessage {

        @Override
        public Optional<Hint> asHint() {
            return event.ephemeral()
                    ? Optional.empty()
                    : Optional.of(new Hint(event.channel(), event.seq()));
        }

        @Override
        public boolean stored() {
            return !event.ephemeral();
        }

        @Override
        public int size() {
            return event.data().length();
        }
    }

    /** A channel has a new stored event, which is too large for the bus: read it from the store. */
    record Hint(String channel, long seq) implements BusMessage {

        @Override
        public boolean stored() {
            return true;
        }
    }

    /**
     * The shared store has tasks to claim.
     *
     * @param node the replica that queued them
     */
    record WorkAvailable(String node) implements BusMessage {}

    /**
     * The counts of one counter on one replica; a full report may take several messages.
     *
     * @param first whether a full report begins with this message
     * @param last whether a full report ends with this message
     */
    record Counts(
            String node, String counter, Map<String, Integer> counts, boolean first, boolean last)
            implements BusMessage {

        public Counts {
            counts = Map.copyOf(counts);
        }
    }

    /** A replica shuts down: its counts no longer apply. */
    record NodeLeft(String node) implements BusMessage {}
}
