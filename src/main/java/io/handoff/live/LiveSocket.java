package io.handoff.live;

import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;

/**
 * {@code WS /ws/live}: JSON frames, see docs/protocol.md. Frames are taken on the connection's
 * event loop, one after another; answers go out beside the framework, see {@link
 * io.handoff.socket.Line}.
 */
@WebSocket(
        path = "/ws/live",
        endpointId = LiveSocket.ID,
        inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class LiveSocket {

    static final String ID = "live";
    static final TypedKey<LiveSession> CONVERSATION = new TypedKey<>("handoff.conversation");

    @OnTextMessage
    @NonBlocking
    void receive(String text, WebSocketConnection connection) {
        connection.userData().get(CONVERSATION).receive(text);
    }
}
