package io.handoff.bench;

import io.handoff.bench.machine.Disk;
import io.handoff.bench.machine.Machine;
import io.handoff.bench.report.Report;
import io.handoff.bench.server.Python;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/** The head of every result: without it the numbers mean nothing. */
final class Conditions {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

    private Conditions() {}

    static void describe(Setup setup) throws IOException {
        Report report = setup.report();
        Options options = setup.options();
        Properties versions = versions();
        report.heading("Results of " + ZonedDateTime.now(ZoneOffset.UTC).format(MINUTE));
        report.note("Machine: " + Machine.describe());
        report.note("Load before the run: " + Machine.load());
        report.note(
                "Servers on " + setup.jdk() + " with `" + String.join(" ", setup.flags()) + "`");
        report.note(
                "Handoff %s; Quarkus %s, Vert.x %s, Netty %s"
                        .formatted(
                                System.getProperty("bench.commit"),
                                versions.getProperty("quarkus"),
                                versions.getProperty("vertx"),
                                versions.getProperty("netty")));
        report.note(setup.servers().python().map(Python::versions).orElse("no FastAPI"));
        report.note(
                "Disk of the data folder (%s): %s"
                        .formatted(
                                Machine.fileSystem(setup.work()),
                                Disk.measure(setup.work(), Duration.ofSeconds(2))));
        report.note(
                "%d rounds of %d s each after %d s of warming up, servers in turn"
                        .formatted(
                                options.plan().rounds(),
                                options.plan().seconds(),
                                options.plan().warmUpSeconds()));
        report.progress(report.markdown());
    }

    private static Properties versions() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = Conditions.class.getResourceAsStream("/versions.properties")) {
            versions.load(in);
        }
        return versions;
    }
}
