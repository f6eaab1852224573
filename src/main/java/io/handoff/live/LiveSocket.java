package io.handoff.live;

import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;

/**
 * {@code WS /ws/live}: JSON frames, see docs/protocol.md. Frames are handled on the connection's
 * event loop, one after another; answers bypass the framework, see {@link
 * io.handoff.socket.Connection}.
 */
@WebSocket(
        path = "/ws/live",
        endpointId = LiveSocket.ID,
        inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class LiveSocket {

    static final String ID = "live";
    static final TypedKey<LiveSession> SESSION = new TypedKey<>("handoff.session");

    @OnTextMessage
    @NonBlocking
    void receive(String text, WebSocketConnection connection) {
        connection.userData().get(SESSION).receive(text);
    }
}
