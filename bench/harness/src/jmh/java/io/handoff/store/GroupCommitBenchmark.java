package io.handoff.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writes of 64 callers at once, with transactions that cost nothing: the way through the queue. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GroupCommitBenchmark {

    private static final int CALLERS = 64;

    private final GroupCommit<String> commits =
            new GroupCommit<>("writer", new Free(), 1024, 256, (writes, wait) -> {});

    @Benchmark
    @OperationsPerInvocation(CALLERS)
    public void submit() {
        CompletableFuture<?>[] writes = new CompletableFuture<?>[CALLERS];
        for (int i = 0; i < CALLERS; i++) {
            writes[i] = commits.submit(String::length);
        }
        CompletableFuture.allOf(writes).join();
    }

    @TearDown
    public void close() {
        commits.close();
    }

    private static final class Free implements GroupCommit.Transactions<String> {

        @Override
        public String begin() {
            return "session";
        }

        @Override
        public void commit() {}

        @Override
        public void rollback() {}

        @Override
        public RuntimeException explain(Throwable failure) {
            return new IllegalStateException(failure);
        }

        @Override
        public void close() {}
    }
}
