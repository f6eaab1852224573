package io.handoff.bench.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JDKs to measure with: the first found of each feature version from 17 on. */
public final class Jdks {

    private static final int OLDEST = 17;
    private static final int PREFERRED = 25;

    private Jdks() {}

    public static List<Jdk> find() {
        Map<Integer, Jdk> found = new LinkedHashMap<>();
        for (Path home : candidates()) {
            Jdk.at(home)
                    .filter(jdk -> jdk.feature() >= OLDEST)
                    .ifPresent(jdk -> found.putIfAbsent(jdk.feature(), jdk));
        }
        return found.values().stream().sorted(Comparator.comparingInt(Jdk::feature)).toList();
    }

    /** All servers of one run use the same one. */
    public static Jdk forServers(List<Jdk> jdks) {
        return jdks.stream()
                .filter(jdk -> jdk.feature() == PREFERRED)
                .findFirst()
                .or(() -> jdks.stream().reduce((older, newer) -> newer))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no JDK 17 or newer found: set JAVA_HOME or BENCH_JDKS"));
    }

    private static List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        Arrays.stream(System.getenv().getOrDefault("BENCH_JDKS", "").split(File.pathSeparator))
                .filter(home -> !home.isBlank())
                .forEach(home -> homes.add(Path.of(home.strip())));
        if (System.getenv("JAVA_HOME") != null) {
            homes.add(Path.of(System.getenv("JAVA_HOME")));
        }
        homes.add(Path.of(System.getProperty("java.home")));
        homes.addAll(children(Path.of("/usr/lib/jvm"), ""));
        homes.addAll(
                children(Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"), ""));
        homes.addAll(children(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home"));
        return homes;
    }

    private static List<Path> children(Path folder, String below) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().map(entry -> entry.resolve(below)).toList();
        } catch (IOException absent) {
            return List.of();
        }
    }
}
