package io.handoff.echo;

import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.NonBlocking;

/**
 * The echo at {@code WS /ws}: for each text message one answer of one frame, in order. Binary
 * messages are refused with 1003, as an answer that begins with text could not be binary.
 *
 * <p>All handling is on the connection's event loop, and that keeps the order: the serial mode
 * would add a queue without a bound. What a client may send, or leave unread, {@code
 * io.handoff.socket} bounds.
 */
@WebSocket(
        path = "/ws",
        endpointId = EchoSocket.ID,
        inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class EchoSocket {

    static final String ID = "echo";

    @OnTextMessage
    @NonBlocking
    String echo(String text) {
        return "You said: " + text;
    }
}
