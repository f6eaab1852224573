package io.handoff.bus;

/**
 * The content of an {@link Envelope}: a message for listeners, or a heartbeat of the bus itself.
 */
sealed interface BusPayload permits BusMessage, Heartbeat {}
