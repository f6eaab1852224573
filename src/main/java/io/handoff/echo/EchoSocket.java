package io.handoff.echo;

import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.common.annotation.NonBlocking;

@WebSocket(path = "/ws")
public class EchoSocket {
    @OnTextMessage
    @NonBlocking
    String echo(String text) {
        return "You said: " + text;
    }
}
