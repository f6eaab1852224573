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
 * Checks the opening handshake (RFC 6455 §4.2.1) before a connection gets a permit: websockets-next
 * runs its upgrade checks for any request with a {@code Sec-WebSocket-Key}, and Vert.x checks the
 * rest only afterwards.
 */
final class Handshake {

    private Handshake() {}

    /** Why this request cannot open a WebSocket; empty if it can. */
    static Optional<Refusal> refusal(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (request.method() != HttpMethod.GET) {
            return Optional.of(Refusal.methodNotAllowed());
        }
        if (request.version() != HttpVersion.HTTP_1_1) {
            return upgrade("A WebSocket needs HTTP/1.1.");
        }
        if (!hasToken(headers, "Upgrade", "websocket")) {
            return upgrade("The header 'Upgrade' must be 'websocket'.");
        }
        if (!hasToken(headers, "Connection", "upgrade")) {
            return upgrade("The header 'Connection' must contain 'Upgrade'.");
        }
        if (!headers.getAll("Sec-WebSocket-Version").equals(List.of("13"))) {
            return upgrade("The header 'Sec-WebSocket-Version' must be 13.");
        }
        return malformed(headers).map(Refusal::badRequest);
    }

    private static Optional<String> malformed(MultiMap headers) {
        if (!isKey(headers.getAll("Sec-WebSocket-Key"))) {
            return Optional.of("The header 'Sec-WebSocket-Key' must be 16 bytes in Base64.");
        }
        if (headers.getAll("Host").size() != 1) {
            return Optional.of("There must be one header 'Host'.");
        }
        // Vert.x would wait for the body, while the permit is taken.
        if (headers.contains("Transfer-Encoding") || hasLength(headers)) {
            return Optional.of("The request that opens a WebSocket must have no body.");
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
