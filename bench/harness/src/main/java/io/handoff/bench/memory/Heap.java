package io.handoff.bench.memory;

import io.handoff.bench.machine.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a JVM holds: live objects after a full collection, and memory resident as a whole. */
record Heap(long liveBytes, long residentBytes) {

    static Heap of(Jdk jdk, long pid) throws IOException, InterruptedException {
        // Collects first, then counts only what is reachable.
        List<String> histogram = jcmd(jdk, pid, "GC.class_histogram");
        String total = histogram.get(histogram.size() - 1).strip();
        if (!total.startsWith("Total")) {
            throw new IOException("no total in the histogram of " + pid + ": " + total);
        }
        return new Heap(Long.parseLong(total.split(" +")[2]), resident(pid));
    }

    private static List<String> jcmd(Jdk jdk, long pid, String command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(jdk.jcmd(), String.valueOf(pid), command)
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("jcmd failed: " + out);
        }
        return out.lines().filter(line -> !line.isBlank()).toList();
    }

    private static long resident(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
