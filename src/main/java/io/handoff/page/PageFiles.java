package io.handoff.page;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page: gzipped once instead of with each answer (and without a compressor in the way of
 * all other answers), and with entity tags, so that after an update no browser mixes files of two
 * versions. What is not a file of the page goes on to others.
 */
@Singleton
final class PageFiles {

    /** After the filters, before the resources; only what can be a file gets here at all. */
    private static final int ORDER = 100;

    private static final String PATHS =
            "/(?:(?:page|webjars)/.+\\.js|page/.+\\.css|[a-z]+\\.\\w+)?";

    /** There are some dozens, and the libraries' own. */
    private static final int MOST_REMEMBERED = 500;

    private final Map<String, Optional<PageFile>> files = new ConcurrentHashMap<>();

    void route(@Observes Router router) {
        router.routeWithRegex(PATHS)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(ORDER)
                .handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String path = context.normalizedPath();
        String name = path.equals("/") ? "/index.html" : path;
        Optional<PageFile> known = files.get(name);
        if (known != null) {
            answer(context, known);
            return;
        }
        context.vertx()
                .executeBlocking(() -> PageFile.of(name))
                .onFailure(context::fail)
                .onSuccess(
                        found -> {
                            remember(name, found);
                            answer(context, found);
                        });
    }

    /** Not while somebody works on the page. */
    private void remember(String name, Optional<PageFile> file) {
        if (files.size() < MOST_REMEMBERED && LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            files.put(name, file);
        }
    }

    private static void answer(RoutingContext context, Optional<PageFile> found) {
        if (found.isEmpty()) {
            context.next();
            return;
        }
        PageFile file = found.get();
        boolean zip = takesGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        String tag = '"' + file.tag() + (zip ? "-gzip\"" : "\"");
        HttpServerResponse response =
                context.response()
                        .putHeader(HttpHeaders.ETAG, tag)
                        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        String asked = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (asked != null && asked.contains(tag)) {
            response.setStatusCode(304).end();
            return;
        }
        if (zip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                .end(Buffer.buffer(zip ? file.zipped() : file.plain()));
    }

    private static boolean takesGzip(@Nullable String encodings) {
        return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
    }
}
