package io.handoff.access;

import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The paths that need no token: the page and its files, the probes and metrics under {@code /q/},
 * and {@code GET /capacity}. Every other path needs one, so new resources are protected.
 */
final class OpenPaths {

    /** The files are few; requests for many paths must not fill the heap. */
    private static final int MAX_CACHED = 1_000;

    private final Predicate<String> isFile;
    private final Map<String, Boolean> files = new ConcurrentHashMap<>();

    /**
     * @param isFile whether a path is a static file
     */
    OpenPaths(Predicate<String> isFile) {
        this.isFile = isFile;
    }

    static OpenPaths ofClassPath() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new OpenPaths(path -> loader.getResource("META-INF/resources" + path) != null);
    }

    /**
     * @param path normalized, as the router sees it
     */
    boolean contains(HttpMethod method, String path) {
        // No open path needs escapes, which components could decode differently.
        if (path.indexOf('%') >= 0) {
            return false;
        }
        if (path.startsWith("/q/")) {
            return true;
        }
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            return false;
        }
        return path.equals("/")
                || path.equals("/capacity")
                || path.equals("/capacity/")
                || isFile(path);
    }

    private boolean isFile(String path) {
        Boolean known = files.get(path);
        if (known != null) {
            return known;
        }
        boolean file = !path.endsWith("/") && isFile.test(path);
        if (files.size() < MAX_CACHED) {
            files.put(path, file);
        }
        return file;
    }
}
