package io.handoff.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** 64 writes by concurrent callers: the cost of the queue alone, and with a synced append. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class GroupCommitBenchmark {

    private static final int CALLERS = 64;

    @Param({"false", "true"})
    private boolean synced;

    private Path file;
    private FileChannel log;
    private GroupCommit<FileChannel> commits;

    @Setup
    public void open() throws IOException {
        file = Files.createTempFile("group-commit", ".log");
        log = FileChannel.open(file, StandardOpenOption.APPEND);
        commits = new GroupCommit<>("writer", new Appends(), 1024, 256, (writes, wait) -> {});
    }

    @Benchmark
    @OperationsPerInvocation(CALLERS)
    public void submit() {
        CompletableFuture<?>[] writes = new CompletableFuture<?>[CALLERS];
        for (int i = 0; i < CALLERS; i++) {
            writes[i] = commits.submit(channel -> null);
        }
        CompletableFuture.allOf(writes).join();
    }

    @TearDown
    public void close() throws IOException {
        commits.close();
        log.close();
        Files.delete(file);
    }

    private final class Appends implements GroupCommit.Transactions<FileChannel> {

        private final ByteBuffer page = ByteBuffer.allocateDirect(4096);

        @Override
        public FileChannel begin() {
            return log;
        }

        @Override
        public void commit() throws IOException {
            if (synced) {
                log.write(page.clear());
                log.force(false);
            }
        }

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
