package io.handoff.bus;

/**
 * Proves to its sender that messages still arrive. The sender measures the delay, and other
 * replicas learn whether messages of this one were lost.
 *
 * @param sentAt the sender's {@link System#nanoTime}
 * @param messagesLost whether stored events were dropped since the last heartbeat
 */
record Heartbeat(long sentAt, boolean messagesLost) implements BusPayload {}
