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
 * Serves the page. Files are gzipped once instead of for every response, without a compressor in
 * the path of all other responses. Entity tags keep a browser from mixing files of two versions
 * after an update. Requests for anything else go on to the next handler.
 */
@Singleton
final class PageFiles {

    /** After the filters and before the resources. */
    private static final int ORDER = 100;

    /** Only paths that can name a file of the page. */
    private static final String PATHS =
            "/(?:(?:page|webjars)/.+\\.js|page/.+\\.css|[a-z]+\\.\\w+)?";

    /** There are a few dozen files, and those of the libraries. */
    private static final int MAX_CACHED = 500;

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
        Optional<PageFile> cached = files.get(name);
        if (cached != null) {
            answer(context, cached);
            return;
        }
        context.vertx()
                .executeBlocking(() -> PageFile.of(name))
                .onFailure(context::fail)
                .onSuccess(
                        found -> {
                            cache(name, found);
                            answer(context, found);
                        });
    }

    /** Not in development mode, where the page changes. */
    private void cache(String name, Optional<PageFile> file) {
        if (files.size() < MAX_CACHED && LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            files.put(name, file);
        }
    }

    private static void answer(RoutingContext context, Optional<PageFile> found) {
        if (found.isEmpty()) {
            context.next();
            return;
        }
        PageFile file = found.get();
        boolean zip = acceptsGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        String tag = '"' + file.tag() + (zip ? "-gzip\"" : "\"");
        HttpServerResponse response =
                context.response()
                        .putHeader(HttpHeaders.ETAG, tag)
                        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(tag)) {
            response.setStatusCode(304).end();
            return;
        }
        if (zip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                .end(Buffer.buffer(zip ? file.zipped() : file.plain()));
    }

    private static boolean acceptsGzip(@Nullable String encodings) {
        return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
    }
}
