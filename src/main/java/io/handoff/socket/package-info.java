/**
 * What every WebSocket needs: handshake checks, connection limits, frames to the letter of RFC
 * 6455, back-pressure.
 */
@NullMarked
package io.handoff.socket;

import org.jspecify.annotations.NullMarked;
