package io.handoff.bench.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the numbers depend on. */
public final class Machine {

    private Machine() {}

    public static String describe() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "%d cores %s, %.0f GiB memory, %s %s %s"
                .formatted(
                        cores(),
                        model(),
                        system.getTotalMemorySize() / (double) (1 << 30),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"));
    }

    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Above nought, somebody else is using the machine, and the numbers are worth less. */
    public static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : "%.1f".formatted(load);
    }

    public static String fileSystem(Path path) throws IOException {
        return Files.getFileStore(path).type();
    }

    private static String model() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("of an unnamed model");
        } catch (IOException noProc) {
            return "of an unknown model";
        }
    }
}
