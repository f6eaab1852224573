package io.handoff.echo;

import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.NonBlocking;

/**
 * The echo at {@code WS /ws}: answers each text message with one frame, in order. Binary messages
 * are refused with 1003, because an answer that begins with text cannot be binary.
 *
 * <p>Messages are handled on the connection's event loop, which keeps their order; the serial mode
 * would add an unbounded queue. {@code io.handoff.socket} limits what a client may send and leave
 * unread.
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
