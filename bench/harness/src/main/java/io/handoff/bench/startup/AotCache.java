package io.handoff.bench.startup;

import io.handoff.bench.Setup;
import io.handoff.bench.accept.ProcessRequest;
import io.handoff.bench.machine.Jdk;
import io.handoff.bench.server.Http;
import io.handoff.bench.server.ServerProcess;
import io.handoff.bench.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains a cache: one run that is used a little and ends by itself; the JVM writes it at its end.
 */
final class AotCache {

    private static final Duration WRITE_LIMIT = Duration.ofSeconds(120);

    private AotCache() {}

    static Path train(Setup setup, Jdk jdk, List<String> flags, Path jar)
            throws IOException, InterruptedException {
        Path cache = Files.createTempDirectory(setup.work(), "aot-").resolve("app.aot");
        List<String> all = new ArrayList<>(flags);
        all.add("-XX:AOTCacheOutput=" + cache);
        setup.report().progress("  training a cache with " + String.join(" ", flags));
        try (ServerProcess server =
                setup.servers().handoff("training", Servers.javaJar(jdk, all, jar), Map.of())) {
            Http.post(server.port(), "/process", ProcessRequest.body(1_000_000_000_000_000L));
            Http.get(server.port(), "/q/metrics");
            server.stop(WRITE_LIMIT);
            if (!Files.exists(cache)) {
                throw new IOException("no cache was written:\n" + server.lastOutput());
            }
        }
        return cache;
    }
}
