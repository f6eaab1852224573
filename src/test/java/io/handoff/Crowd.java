package io.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Several threads that do the same thing at the same moment. */
public final class Crowd {

    private Crowd() {}

    public static <T> List<T> together(int threads, Callable<T> work) {
        CountDownLatch start = new CountDownLatch(threads);
        List<CompletableFuture<T>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            CompletableFuture<T> result = new CompletableFuture<>();
            results.add(result);
            Thread thread = new Thread(() -> run(start, work, result), "crowd-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return results.stream().map(Stages::value).toList();
    }

    private static <T> void run(
            CountDownLatch start, Callable<T> work, CompletableFuture<T> result) {
        try {
            start.countDown();
            start.await();
            result.complete(work.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }
}
