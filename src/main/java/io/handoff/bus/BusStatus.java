package io.handoff.bus;

/**
 * The state of a bus.
 *
 * @param connected whether messages reach the other replicas, as far as is known
 * @param lagSeconds how long the last heartbeat took to come back
 */
public record BusStatus(boolean connected, double lagSeconds) {}
