package io.handoff.bus;

/**
 * How a bus is.
 *
 * @param connected whether what is told here is heard elsewhere, as far as is known
 * @param lagSeconds from sending a message to hearing it back over the wire, the last time
 */
public record BusStatus(boolean connected, double lagSeconds) {}
