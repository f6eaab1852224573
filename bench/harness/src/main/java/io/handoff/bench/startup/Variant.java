package io.handoff.bench.startup;

import io.handoff.bench.machine.Jdk;
import io.handoff.bench.server.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One way to start the service. */
record Variant(String name, List<String> command, double goalSeconds) {

    private static final double JVM_GOAL = 1.5;
    private static final double AOT_GOAL = 0.6;
    private static final double NATIVE_GOAL = 0.1;

    static Variant jvm(String name, Jdk jdk, List<String> flags, Path jar) {
        return new Variant(name, Servers.javaJar(jdk, flags, jar), JVM_GOAL);
    }

    static Variant aot(String name, Jdk jdk, List<String> flags, Path cache, Path jar) {
        List<String> all = new ArrayList<>(flags);
        all.add("-XX:AOTCache=" + cache);
        return new Variant(name, Servers.javaJar(jdk, all, jar), AOT_GOAL);
    }

    static Variant nativeBinary(Path binary) {
        return new Variant("native", List.of(binary.toString()), NATIVE_GOAL);
    }
}
