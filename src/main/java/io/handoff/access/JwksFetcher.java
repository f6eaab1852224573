package io.handoff.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Fetches a key set's JSON from a URL or a file, without blocking the caller. */
final class JwksFetcher {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1 << 20;

    private JwksFetcher() {}

    /**
     * @throws IllegalArgumentException if the location is neither a URL nor a readable file
     */
    static Supplier<CompletionStage<String>> at(String location) {
        if (location.startsWith("http://") || location.startsWith("https://")) {
            return web(url(location));
        }
        Path file = Path.of(location);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("it is neither an http(s) URL nor a readable file");
        }
        return () -> CompletableFuture.supplyAsync(() -> read(file));
    }

    private static URI url(String location) {
        try {
            return new URI(location);
        } catch (URISyntaxException e) {
            // Without the value, which may contain a password.
            throw new IllegalArgumentException("it is not a valid URL: " + e.getReason());
        }
    }

    private static Supplier<CompletionStage<String>> web(URI address) {
        // Redirects are not followed: keys come from the configured address and no other.
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(TIMEOUT)
                        .header("Accept", "application/jwk-set+json, application/json")
                        .build();
        return () ->
                client.sendAsync(request, BodyHandlers.ofInputStream())
                        .thenApplyAsync(JwksFetcher::body)
                        .orTimeout(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String body(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("the server answered " + response.statusCode());
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it is larger than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file cannot be read", e);
        }
    }

    /** A short description of a failure, for the log. */
    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof TimeoutException) {
            return "it took longer than " + 2 * TIMEOUT.toSeconds() + " s";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
