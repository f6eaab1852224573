package io.handoff.crash;

import io.handoff.crash.Promises.Promise;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Several clients at once that hand in work, one request after the other, until nobody answers. */
final class Callers implements AutoCloseable {

    /** The users the clients notify: one each. */
    static final int COUNT = 8;

    /** After a 503, which asks for more. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final Promises promises;
    private final AtomicLong accepted = new AtomicLong();
    private volatile boolean stopped;

    Callers(Promises promises) {
        this.promises = promises;
    }

    static String user(int caller) {
        return "user" + caller;
    }

    /** Work handed in to one life of the service. */
    record Load(CompletableFuture<Void> accepted, CompletableFuture<Void> over) {

        /** Returns with the first 202. */
        void awaitAccepted() {
            CompletableFuture.anyOf(accepted, over).orTimeout(60, TimeUnit.SECONDS).join();
        }

        /** Returns when the last of the clients has lost its server. */
        void awaitOver() {
            over.join();
        }
    }

    Load load(Api api, int round) {
        CompletableFuture<Void> accepted = new CompletableFuture<>();
        return new Load(accepted, over(api, round, accepted));
    }

    /** How often they were told 202. */
    long accepted() {
        return accepted.get();
    }

    /** After what they are waiting for, the clients send nothing more. */
    void stop() {
        stopped = true;
    }

    private CompletableFuture<Void> over(Api api, int round, CompletableFuture<Void> accepted) {
        return CompletableFuture.allOf(
                IntStream.range(0, COUNT)
                        .mapToObj(
                                caller ->
                                        CompletableFuture.runAsync(
                                                () -> call(api, round, caller, accepted), threads))
                        .toArray(CompletableFuture[]::new));
    }

    private void call(Api api, int round, int caller, CompletableFuture<Void> accepted) {
        try {
            for (int i = 0; !stopped; i++) {
                if (handIn(api, round, caller, i % 3 == 2, i % 4 == 3)) {
                    accepted.complete(null);
                }
            }
        } catch (UncheckedIOException e) {
            // The server is gone: this is what the callers wait for.
        }
    }

    private boolean handIn(Api api, int round, int caller, boolean notification, boolean follow) {
        long n = promises.nextNumber();
        HttpResponse<String> answer =
                notification
                        ? api.post("/notify/" + user(caller), "{\"data\":{\"n\":" + n + "}}")
                        : api.post("/process?user=" + user(caller), "{\"n\":" + n + "}");
        if (answer.statusCode() == 202) {
            String id = Api.parse(answer.body()).get("id").asText();
            promises.accepted(id, new Promise(n, round, notification));
            accepted.incrementAndGet();
            if (follow && api.succeeds(id)) {
                promises.succeeded(id);
            }
        } else if (answer.statusCode() == 503) {
            promises.refused();
            if (answer.headers().firstValue("Retry-After").isEmpty()) {
                throw new AssertionError("503 without Retry-After: " + answer.body());
            }
            Api.pass(PAUSE);
        } else {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return answer.statusCode() == 202;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
