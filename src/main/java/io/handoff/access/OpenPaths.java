package io.handoff.access;

import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What everybody may have without a token: the page and its files, the probes and meters under
 * {@code /q/} and {@code GET /capacity}. Everything else needs one, whatever is added later.
 */
final class OpenPaths {

    /** The files are few; whoever asks for many paths must not fill the heap with them. */
    private static final int MOST_REMEMBERED = 1_000;

    private final Predicate<String> isFile;
    private final Map<String, Boolean> files = new ConcurrentHashMap<>();

    /**
     * @param isFile whether a path is that of a static file
     */
    OpenPaths(Predicate<String> isFile) {
        this.isFile = isFile;
    }

    static OpenPaths ofClassPath() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new OpenPaths(path -> loader.getResource("META-INF/resources" + path) != null);
    }

    /**
     * @param path normalized, as routes see it
     */
    boolean contains(HttpMethod method, String path) {
        // Nothing open has anything to escape; what others may make of it is not left to chance.
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
        if (files.size() < MOST_REMEMBERED) {
            files.put(path, file);
        }
        return file;
    }
}
