package io.handoff.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Takes the headers of a connection off HTTP/2 responses, whichever code set them: with one of them
 * a response is malformed (RFC 9113, §8.2.2), and clients drop it.
 */
@Singleton
final class Http2Headers {

    /** Before all filters that may answer. */
    private static final int FIRST = 4000;

    private static final List<String> OF_A_CONNECTION =
            List.of("Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade");

    void register(@Observes Filters filters) {
        filters.register(Http2Headers::handle, FIRST);
    }

    private static void handle(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            MultiMap headers = context.response().headers();
            context.addHeadersEndHandler(sent -> OF_A_CONNECTION.forEach(headers::remove));
        }
        context.next();
    }
}
