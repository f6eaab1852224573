package io.handoff.bench.startup;

import io.handoff.bench.Scenario;
import io.handoff.bench.Setup;
import io.handoff.bench.machine.Jdk;
import io.handoff.bench.report.Spread;
import io.handoff.bench.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From the start of the process to the first 200 of the readiness probe. */
public final class StartupScenario implements Scenario {

    private static final String COMPACT = "-XX:+UseCompactObjectHeaders";
    private static final int FIRST_WITH_CACHE = 25;

    @Override
    public void run(Setup setup) throws Exception {
        setup.report().heading("Start-up");
        List<Variant> variants = variants(setup);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round <= setup.options().plan().rounds(); round++) {
            StringBuilder line = new StringBuilder("  round " + round + ":");
            for (Variant variant : variants) {
                double time = start(setup, variant);
                line.append(" %s %.2f s;".formatted(variant.name(), time));
                // The first one only fills the file cache.
                if (round > 0) {
                    seconds.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(time);
                }
            }
            setup.report().progress(line.toString());
        }
        report(setup, variants, seconds);
    }

    private static double start(Setup setup, Variant variant) throws Exception {
        try (ServerProcess server =
                setup.servers().handoff(variant.name(), variant.command(), Map.of())) {
            return server.startUp().toNanos() / 1e9;
        }
    }

    private static List<Variant> variants(Setup setup) throws Exception {
        List<Variant> variants = new ArrayList<>();
        Path fastJar = setup.servers().handoffApp();
        for (Jdk jdk : setup.jdks()) {
            String name = "JDK " + jdk.version();
            variants.add(Variant.jvm(name, jdk, setup.flags(), fastJar));
            if (jdk.feature() >= FIRST_WITH_CACHE) {
                List<String> compact = new ArrayList<>(setup.flags());
                compact.add(COMPACT);
                variants.add(Variant.jvm(name + ", compact headers", jdk, compact, fastJar));
                variants.add(cached(setup, name + ", AOT cache", jdk, setup.flags()));
                variants.add(cached(setup, name + ", AOT cache, compact headers", jdk, compact));
            }
        }
        if (setup.jdks().stream().noneMatch(jdk -> jdk.feature() >= FIRST_WITH_CACHE)) {
            setup.report().skipped("AOT cache (no JDK 25 or newer found)");
        }
        nativeBinary(setup.root())
                .ifPresentOrElse(
                        binary -> variants.add(Variant.nativeBinary(binary)),
                        () -> setup.report().skipped("native (no target/*-runner)"));
        return variants;
    }

    /** Quarkus has a packaging that suits the cache better than its default one. */
    private static Variant cached(Setup setup, String name, Jdk jdk, List<String> flags)
            throws IOException, InterruptedException {
        Path suited = setup.work().resolve("quarkus-aot/quarkus-run.jar");
        boolean present = Files.exists(suited);
        Path jar = present ? suited : setup.servers().handoffApp();
        String packaging = present ? " (aot-jar)" : " (fast-jar)";
        Path cache = AotCache.train(setup, jdk, flags, jar);
        return Variant.aot(name + packaging, jdk, flags, cache, jar);
    }

    private static Optional<Path> nativeBinary(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static void report(
            Setup setup, List<Variant> variants, Map<String, List<Double>> seconds) {
        List<List<String>> rows = new ArrayList<>();
        for (Variant variant : variants) {
            Spread spread = Spread.of(seconds.get(variant.name()));
            String verdict = spread.median() < variant.goalSeconds() ? "reached" : "missed";
            rows.add(
                    List.of(
                            variant.name(),
                            spread.format("%.2f"),
                            "< %.1f, %s".formatted(variant.goalSeconds(), verdict)));
        }
        setup.report().table(List.of("Started with", "seconds to ready", "goal"), rows);
    }
}
