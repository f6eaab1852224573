package io.handoff.http;

import io.netty.buffer.Unpooled;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Refuses, before anything else looks at it, a request whose address or headers later code could
 * not decode or store, and a body in an encoding that nothing here reads.
 */
@Singleton
final class RequestCheck {

    /** After credentials are off the address: an access log shows what is refused here. */
    private static final int AFTER_SECRETS = 1200;

    void register(@Observes Filters filters) {
        filters.register(RequestCheck::check, AFTER_SECRETS);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        try {
            checkAddress(request.uri());
            request.headers().forEach((name, value) -> checkHeader(name, value));
            checkEncoding(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        } catch (Problem e) {
            // A body is read and dropped, so that the connection stays usable.
            request.resume();
            ProblemAnswer.end(context, e);
            return;
        }
        context.next();
    }

    static void checkAddress(String uri) {
        if (isPlain(uri)) {
            return;
        }
        byte[] decoded = decoded(uri);
        if (!Utf8.isValid(decoded)) {
            throw Problem.badRequest("The address is not UTF-8, percent-encoded.");
        }
        if (Unpooled.wrappedBuffer(decoded).bytesBefore((byte) 0) >= 0) {
            throw Problem.badRequest("The address must not contain the character NUL (%00).");
        }
    }

    private static boolean isPlain(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '%' || c <= ' ' || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static byte[] decoded(String uri) {
        byte[] bytes = new byte[uri.length()];
        int length = 0;
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                throw Problem.badRequest(
                        "The address has a character that must be percent-encoded, as UTF-8.");
            }
            if (c == '%') {
                bytes[length++] = hex(uri, i + 1);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    private static byte hex(String uri, int at) {
        int high = at + 1 < uri.length() ? Character.digit(uri.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(uri.charAt(at + 1), 16);
        if (low < 0) {
            throw Problem.badRequest(
                    "The address has a percent sign without two hexadecimal digits after it; send"
                            + " %25 for the sign itself.");
        }
        return (byte) (high << 4 | low);
    }

    static void checkHeader(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                throw Problem.badRequest("The header '" + name + "' has a control character.");
            }
        }
    }

    private static void checkEncoding(String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Problem(
                    415,
                    "A body must be sent without compression: without 'Content-Encoding'.",
                    Map.of("Accept-Encoding", "identity"));
        }
    }
}
