package io.handoff.socket;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The opening handshake of RFC 6455 §4.2.1, checked before a connection gets a slot:
 * websockets-next asks its upgrade checks for any request with a {@code Sec-WebSocket-Key}, and
 * Vert.x looks at the rest only afterwards.
 */
final class Handshake {

    private Handshake() {}

    /** Why this request opens no WebSocket; empty when it does. */
    static Optional<Refusal> refusal(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (request.method() != HttpMethod.GET) {
            return Optional.of(Refusal.methodNotAllowed());
        }
        if (request.version() != HttpVersion.HTTP_1_1) {
            return upgrade("A WebSocket opens over HTTP/1.1.");
        }
        if (!hasToken(headers, "Upgrade", "websocket")) {
            return upgrade("The header Upgrade has to be websocket.");
        }
        if (!hasToken(headers, "Connection", "upgrade")) {
            return upgrade("The header Connection has to contain Upgrade.");
        }
        if (!headers.getAll("Sec-WebSocket-Version").equals(List.of("13"))) {
            return upgrade("The header Sec-WebSocket-Version has to be 13.");
        }
        return malformed(headers).map(Refusal::badRequest);
    }

    private static Optional<String> malformed(MultiMap headers) {
        if (!isKey(headers.getAll("Sec-WebSocket-Key"))) {
            return Optional.of("The header Sec-WebSocket-Key has to be 16 bytes in base64.");
        }
        if (headers.getAll("Host").size() != 1) {
            return Optional.of("There has to be one header Host.");
        }
        // Vert.x would wait for the body, and the slot with it.
        if (headers.contains("Transfer-Encoding") || hasLength(headers)) {
            return Optional.of("A WebSocket opens without a body.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> upgrade(String detail) {
        return Optional.of(Refusal.upgradeRequired(detail));
    }

    private static boolean hasLength(MultiMap headers) {
        return headers.getAll("Content-Length").stream().anyMatch(n -> !n.trim().equals("0"));
    }

    private static boolean hasToken(MultiMap headers, String name, String token) {
        return headers.getAll(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .anyMatch(word -> word.trim().equalsIgnoreCase(token));
    }

    private static boolean isKey(List<String> keys) {
        if (keys.size() != 1 || keys.get(0).length() != 24) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(keys.get(0)).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
