package io.handoff.socket;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Server options that {@link FrameGuard} relies on and that Quarkus has no setting for. */
@Singleton
public class ServerOptions implements HttpServerOptionsCustomizer {

    private final int maxMessageBytes;

    @Inject
    ServerOptions(SocketSettings settings) {
        maxMessageBytes = SocketLimits.of(settings).maxMessageBytes();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeDomainSocketServer(HttpServerOptions options) {
        customize(options);
    }

    /**
     * With any extension enabled, the decoder accepts reserved bits. The frame size limits what is
     * sent as well: an answer may be longer than the message it answers, and must be one frame.
     */
    private void customize(HttpServerOptions options) {
        options.setPerMessageWebSocketCompressionSupported(false);
        options.setPerFrameWebSocketCompressionSupported(false);
        options.setMaxWebSocketFrameSize(2 * maxMessageBytes + 1024);
        options.setMaxWebSocketMessageSize(2 * maxMessageBytes + 1024);
    }
}
