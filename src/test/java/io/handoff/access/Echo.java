package io.handoff.access;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A client of the echo socket. */
final class Echo implements WebSocket.Listener {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private Echo() {}

    /**
     * Opens a socket, says something and closes it.
     *
     * @param authorization the header, or null for none
     * @return the answer, or the status the upgrade was refused with
     */
    static String say(URI address, String authorization, String text) {
        Echo echo = new Echo();
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        try {
            WebSocket socket = join(builder.buildAsync(address, echo));
            join(socket.sendText(text, true));
            String answer = join(echo.answer);
            socket.abort();
            return answer;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return "refused with " + refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        answer.complete(data.toString());
        return null;
    }
}
