package io.handoff.bench.machine;

import io.handoff.bench.accept.Latencies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** What the disk alone gives: appends of 4 KiB, each forced, one after another. */
public record Disk(double perSecond, long p50Micros, long p99Micros) {

    public static Disk measure(Path folder, Duration time) throws IOException {
        Path file = Files.createTempFile(folder, "fsync", ".probe");
        Latencies latencies = new Latencies();
        long start = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(4096);
            while (System.nanoTime() - start < time.toNanos()) {
                long before = System.nanoTime();
                channel.write(block.clear());
                channel.force(false);
                latencies.add((System.nanoTime() - before) / 1000);
            }
        } finally {
            Files.delete(file);
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        Latencies sorted = Latencies.merged(List.of(latencies));
        return new Disk(sorted.size() / elapsed, sorted.percentile(50), sorted.percentile(99));
    }

    @Override
    public String toString() {
        return "%.0f fsyncs/s of a 4 KiB append (p50 %.2f ms, p99 %.2f ms)"
                .formatted(perSecond, p50Micros / 1e3, p99Micros / 1e3);
    }
}
