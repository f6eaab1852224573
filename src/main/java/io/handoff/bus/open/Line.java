package io.handoff.bus.open;

import io.handoff.bus.Wire;

/**
 * Where the bus goes.
 *
 * @param maxBytes of a message
 */
record Line(Wire.Dial dial, int maxBytes) {}
