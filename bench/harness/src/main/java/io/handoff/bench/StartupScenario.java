package io.handoff.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** From the start of the process to the first 200 of the readiness probe. */
final class StartupScenario implements Scenario {

    private static final String PLAIN = "-XX:-UseCompactObjectHeaders";
    private static final String COMPACT = "-XX:+UseCompactObjectHeaders";
    private static final int FIRST_WITH_CACHE = 25;
    private static final double JVM_GOAL = 1.5;
    private static final double CACHE_GOAL = 0.6;
    private static final double NATIVE_GOAL = 0.1;

    /** One way to start the service. */
    private record Variant(List<String> command, double goalSeconds) {}

    @Override
    public void run(Context context) throws Exception {
        Report report = context.report();
        report.heading("Start-up");
        Map<String, Variant> variants = variants(context);
        Map<String, Rounds.Measurement> contestants = new LinkedHashMap<>();
        variants.forEach(
                (name, variant) -> contestants.put(name, seconds -> start(context, name, variant)));
        // The first start of each, which is not counted, fills the file cache.
        Rounds rounds = Rounds.run(context.options().plan(), contestants, report);
        new Table("Started with", rounds)
                .figure("seconds to ready", "seconds", "%.2f")
                .column("goal", name -> goal(rounds, name, variants.get(name).goalSeconds()))
                .into(report);
    }

    private static String goal(Rounds rounds, String name, double goal) {
        boolean reached = rounds.spread(name, "seconds").median() < goal;
        return "< %.1f, %s".formatted(goal, reached ? "reached" : "missed");
    }

    private static Figures start(Context context, String name, Variant variant) throws Exception {
        try (ServerProcess server = context.servers().handoff(name, variant.command(), Map.of())) {
            return new Figures().with("seconds", server.startUpSeconds());
        }
    }

    private static Map<String, Variant> variants(Context context) throws Exception {
        Map<String, Variant> variants = new LinkedHashMap<>();
        for (Path jdk : Servers.jdks()) {
            Runtime.Version version = version(jdk);
            String name = "JDK " + version;
            String jar = context.servers().jar();
            variants.put(name, new Variant(Servers.java(jdk, "-jar", jar), JVM_GOAL));
            if (version.feature() >= FIRST_WITH_CACHE) {
                variants.put(
                        name + ", compact headers",
                        new Variant(Servers.java(jdk, COMPACT, "-jar", jar), JVM_GOAL));
                variants.put(name + ", AOT cache", cached(context, jdk, PLAIN));
                variants.put(name + ", AOT cache, compact headers", cached(context, jdk, COMPACT));
            } else {
                context.report().skipped("AOT cache on " + name + ": it takes JDK 25");
            }
        }
        try (Stream<Path> files = Files.list(context.root().resolve("target"))) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith("-runner"))
                    .map(file -> new Variant(new ArrayList<>(List.of(file)), NATIVE_GOAL))
                    .findFirst()
                    .ifPresentOrElse(
                            variant -> variants.put("native", variant),
                            () -> context.report().skipped("native: no target/*-runner"));
        }
        return variants;
    }

    private static Runtime.Version version(Path jdk) throws IOException {
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(in);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""));
    }

    /**
     * With a cache that a first run was trained for: it is used a little, and writes the cache when
     * it ends. Quarkus packages the service for that purpose.
     */
    private static Variant cached(Context context, Path jdk, String flag) throws Exception {
        String jar = context.work().resolve("quarkus-aot/quarkus-run.jar").toString();
        Path cache = Files.createTempDirectory(context.work(), "aot-").resolve("app.aot");
        context.report().progress("  training a cache with " + flag);
        List<String> training = Servers.java(jdk, flag, "-XX:AOTCacheOutput=" + cache, "-jar", jar);
        ServerProcess server = context.servers().handoff("training", training, Map.of());
        Http.post(server.port(), "/process", ProcessTarget.body(ProcessTarget.nowMicros()));
        Http.get(server.port(), "/q/metrics");
        server.close();
        if (!Files.exists(cache)) {
            throw new IOException("no AOT cache was written:\n" + server.lastOutput());
        }
        List<String> command = Servers.java(jdk, flag, "-XX:AOTCache=" + cache, "-jar", jar);
        return new Variant(command, CACHE_GOAL);
    }
}
