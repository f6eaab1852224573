package io.handoff.bus.open;

import io.handoff.bus.BusConnection;

/**
 * Where the bus goes.
 *
 * @param maxBytes of a message
 */
record BusTarget(BusConnection.Connector dial, int maxBytes) {}
