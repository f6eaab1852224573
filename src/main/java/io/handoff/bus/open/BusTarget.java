package io.handoff.bus.open;

import io.handoff.bus.BusConnector;

/**
 * The server that the settings name.
 *
 * @param maxBytes the size limit of a message
 */
record BusTarget(BusConnector busConnector, int maxBytes) {}
